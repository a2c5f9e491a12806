-- The Mandelbrot set in letters: pure arithmetic, a line at a time.
local width, height, depth = 64, 21, 60
local shades = " .:-=+*%@#"

for row = 0, height - 1 do
  local line = {}
  local ci = row / (height - 1) * 2.4 - 1.2
  for column = 0, width - 1 do
    local cr = column / (width - 1) * 3.2 - 2.2
    local zr, zi, n = 0, 0, 0
    while n < depth and zr * zr + zi * zi < 4 do
      zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
      n = n + 1
    end
    local shade = math.floor(n / depth * (#shades - 1)) + 1
    line[#line + 1] = shades:sub(shade, shade)
  end
  print((table.concat(line):gsub("%s+$", "")))
end
