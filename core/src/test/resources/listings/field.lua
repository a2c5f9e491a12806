local account = {balance = 0}
function account:deposit(amount)
  self.balance = self.balance + amount
  return self
end
account:deposit(3):deposit(4)
