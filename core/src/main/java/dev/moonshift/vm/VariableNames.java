package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Finds the name under which a script knows a value, by looking at the code that put it into its
 * register: {@code local 'x'}, {@code field 'insert'}.
 */
final class VariableNames {
  /**
   * How many instructions before one are looked at to name its operands, and how many variables a
   * function may have for that: so much can be done at one go. Only an expression that is longer
   * could get a wrong name.
   */
  private static final int MAX_SEARCHED = 5000;

  /** So many of them are looked at in the time of a unit of fuel. */
  private static final int SEARCHED_PER_FUEL = 8;

  /** No message needs to show more of a name. */
  private static final int MAX_NAME = 1000;

  /** A variable: what kind it is, and its name. */
  record Name(String kind, String name) {}

  private VariableNames() {}

  /** What it takes to name something that a function is at work with. */
  static int cost(LuaFrame frame) {
    return Math.min(frame.pc, MAX_SEARCHED) / SEARCHED_PER_FUEL;
  }

  /** Names the operand that the instruction at work refuses, or returns null. */
  static @Nullable Name ofOperand(LuaFrame frame, LuaValue operand) {
    Code code = frame.closure.code;
    int pc = frame.pc - 1;
    int instruction = code.instructions[pc];
    int a = Instruction.a(instruction);
    int b = Instruction.b(instruction);
    int c = Instruction.c(instruction);
    switch (Instruction.opcode(instruction)) {
      case Opcode.GETTABUP:
        return upvalue(code, b);
      case Opcode.SETTABUP:
        return upvalue(code, a);
      case Opcode.SETTABLE:
      case Opcode.CALL:
      case Opcode.TAILCALL:
        return ofRegister(code, pc, a);
      case Opcode.GETTABLE:
      case Opcode.SELF:
        return ofRegister(code, pc, b);
      case Opcode.UNM:
      case Opcode.LEN:
        return isIn(frame, b, operand) ? ofRegister(code, pc, b) : null;
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        return isIn(frame, b, operand)
            ? ofRegister(code, pc, b)
            : isIn(frame, c, operand) ? ofRegister(code, pc, c) : null;
      case Opcode.CONCAT:
        int register = c;
        while (register >= b && frame.registers[register] != operand) {
          register--;
        }
        if (register == c && c > b && frame.registers[c - 1] == operand) {
          register--; // of two bad operands, the left one is refused
        }
        return register < b ? null : ofRegister(code, pc, register);
      default:
        return null;
    }
  }

  private static boolean isIn(LuaFrame frame, int operand, LuaValue value) {
    if (Instruction.isConstant(operand)) {
      return false;
    }
    LuaValue held = frame.registers[operand];
    return held == value || held instanceof LuaNumber && value instanceof LuaNumber; // maybe a copy
  }

  /** Names the function that the instruction at work calls, or returns null. */
  static @Nullable Name ofCallee(LuaFrame caller) {
    Code code = caller.closure.code;
    int pc = caller.pc - 1;
    if (pc < 0) {
      return null; // nothing has run yet
    }
    int instruction = code.instructions[pc];
    switch (Instruction.opcode(instruction)) {
      case Opcode.CALL:
      case Opcode.TAILCALL:
        return ofRegister(code, pc, Instruction.a(instruction));
      case Opcode.TFORCALL:
        return new Name("for iterator", "for iterator");
      case Opcode.SELF:
      case Opcode.GETTABUP:
      case Opcode.GETTABLE:
        return metamethod(Metamethod.INDEX);
      case Opcode.SETTABUP:
      case Opcode.SETTABLE:
        return metamethod(Metamethod.NEWINDEX);
      case Opcode.EQ:
        return metamethod(Metamethod.EQ);
      case Opcode.ADD:
        return metamethod(Metamethod.ADD);
      case Opcode.SUB:
        return metamethod(Metamethod.SUB);
      case Opcode.MUL:
        return metamethod(Metamethod.MUL);
      case Opcode.DIV:
        return metamethod(Metamethod.DIV);
      case Opcode.MOD:
        return metamethod(Metamethod.MOD);
      case Opcode.POW:
        return metamethod(Metamethod.POW);
      case Opcode.UNM:
        return metamethod(Metamethod.UNM);
      case Opcode.LEN:
        return metamethod(Metamethod.LEN);
      case Opcode.LT:
        return metamethod(Metamethod.LT);
      case Opcode.LE:
        return metamethod(Metamethod.LE);
      case Opcode.CONCAT:
        return metamethod(Metamethod.CONCAT);
      default:
        return null;
    }
  }

  private static Name metamethod(Metamethod event) {
    return new Name("metamethod", event.key.tojstring());
  }

  /**
   * The function that the instruction at work calls, if that is one without a Lua frame; else null.
   */
  static @Nullable LuaValue nativeCallee(LuaFrame frame) {
    if (frame.pc == 0) {
      return null; // nothing has run yet
    }
    int instruction = frame.closure.code.instructions[frame.pc - 1];
    switch (Instruction.opcode(instruction)) {
      case Opcode.CALL:
      case Opcode.TAILCALL:
      case Opcode.TFORCALL:
        LuaValue callee = frame.registers[Instruction.a(instruction)];
        return callee != null && callee.isfunction() && !(callee instanceof Closure)
            ? callee
            : null;
      default:
        return null;
    }
  }

  private static String text(LuaString name) {
    return name.substring(0, Math.min(name.m_length, MAX_NAME)).tojstring();
  }

  private static Name upvalue(Code code, int index) {
    LuaString name = code.upvalues[index].name;
    return new Name("upvalue", name == null ? "?" : text(name));
  }

  /** Names what a register holds when an instruction starts, or returns null. */
  private static @Nullable Name ofRegister(Code code, int pc, int register) {
    if (code.prototype.locvars.length > MAX_SEARCHED) {
      return null;
    }
    LuaString local = code.localName(register, pc);
    if (local != null) {
      return new Name("local", text(local));
    }
    int setter = setter(code, pc, register);
    if (setter < 0) {
      return null;
    }
    int instruction = code.instructions[setter];
    int a = Instruction.a(instruction);
    int b = Instruction.b(instruction);
    int c = Instruction.c(instruction);
    switch (Instruction.opcode(instruction)) {
      case Opcode.MOVE:
        return b < a ? ofRegister(code, setter, b) : null;
      case Opcode.GETTABUP:
        return field(code, setter, c, "_ENV".equals(upvalue(code, b).name()));
      case Opcode.GETTABLE:
        LuaString table = code.localName(b, setter);
        return field(code, setter, c, table != null && text(table).equals("_ENV"));
      case Opcode.GETUPVAL:
        return upvalue(code, b);
      case Opcode.LOADK:
        return constant(code, Instruction.bx(instruction));
      case Opcode.LOADKX:
        return constant(code, Instruction.ax(code.instructions[setter + 1]));
      case Opcode.SELF:
        return new Name("method", keyName(code, setter, c));
      default:
        return null;
    }
  }

  private static Name field(Code code, int pc, int key, boolean isGlobal) {
    return new Name(isGlobal ? "global" : "field", keyName(code, pc, key));
  }

  private static @Nullable Name constant(Code code, int index) {
    LuaValue value = code.constants[index];
    return value instanceof LuaString ? new Name("constant", text((LuaString) value)) : null;
  }

  private static String keyName(Code code, int pc, int key) {
    if (Instruction.isConstant(key)) {
      LuaValue constant = code.constants[Instruction.constantIndex(key)];
      return constant instanceof LuaString ? text((LuaString) constant) : "?";
    }
    Name name = ofRegister(code, pc, key);
    return name != null && name.kind().equals("constant") ? name.name() : "?";
  }

  /**
   * Finds the instruction that last set a register on every way to {@code end}; -1 if none is sure.
   */
  private static int setter(Code code, int end, int register) {
    int found = -1;
    int jumpTarget = 0; // code before it may have been skipped
    for (int pc = Math.max(0, end - MAX_SEARCHED); pc < end; pc++) {
      int instruction = code.instructions[pc];
      int opcode = Instruction.opcode(instruction);
      int a = Instruction.a(instruction);
      if (opcode == Opcode.JMP) {
        int target = pc + 1 + Instruction.sbx(instruction);
        if (pc < target && target <= end && target > jumpTarget) {
          jumpTarget = target;
        }
      } else if (sets(opcode, instruction, a, register)) {
        found = pc < jumpTarget ? -1 : pc;
      }
    }
    return found;
  }

  private static boolean sets(int opcode, int instruction, int a, int register) {
    switch (opcode) {
      case Opcode.LOADNIL:
        return a <= register && register <= a + Instruction.b(instruction);
      case Opcode.TFORCALL:
        return register >= a + 2;
      case Opcode.CALL:
      case Opcode.TAILCALL:
        return register >= a;
      case Opcode.SETTABUP:
      case Opcode.SETUPVAL:
      case Opcode.SETTABLE:
      case Opcode.EQ:
      case Opcode.LT:
      case Opcode.LE:
      case Opcode.RETURN:
      case Opcode.SETLIST:
      case Opcode.EXTRAARG:
        return false;
      default:
        return register == a;
    }
  }
}
