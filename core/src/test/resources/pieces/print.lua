-- lines that are long, and lines of very many items
print(("x"):rep(3000000))
print(table.unpack({}, 1, 200000))
print("done")
print(table.unpack({}, 1, 900000))
