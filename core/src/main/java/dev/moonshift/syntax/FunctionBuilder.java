package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/** A function in the making: its parts, its registers and upvalues. */
final class FunctionBuilder {
  /** Registers a function can use: their numbers need to fit a byte, and some stay in reserve. */
  private static final int MAX_REGISTERS = 249;

  /** Upvalues a function can use: their numbers fit a byte. */
  private static final int MAX_UPVALUES = 255;

  /** Every function has two registers, so that the VM never has to ask. */
  private static final int MIN_REGISTERS = 2;

  final @Nullable FunctionBuilder parent;
  final Code code;
  final Constants constants;
  final Scope scope;
  final ExpressionCoder expressions;
  private final Parser parser;
  private final Prototype prototype = new Prototype();
  private final List<Prototype> children = new ArrayList<>();
  private final List<Upvaldesc> upvalues = new ArrayList<>();
  private int firstFree;
  private int maxRegisters = MIN_REGISTERS;

  FunctionBuilder(Parser parser, @Nullable FunctionBuilder parent, int line) {
    this.parser = parser;
    this.parent = parent;
    code = new Code(parser);
    constants = new Constants(parser);
    scope = new Scope(parser, this);
    expressions = new ExpressionCoder(this);
    prototype.linedefined = line;
  }

  /** The first register that is not in use. */
  int firstFree() {
    return firstFree;
  }

  void setFirstFree(int register) {
    firstFree = register;
  }

  void reserve(int count) {
    ensureRegisters(count);
    firstFree += count;
  }

  /** Makes sure that so many registers beyond those in use exist. */
  void ensureRegisters(int count) {
    int needed = firstFree + count;
    if (needed > maxRegisters) {
      if (needed > MAX_REGISTERS) {
        throw parser.tokens.error("function or expression too complex");
      }
      maxRegisters = needed;
    }
  }

  /** Frees the topmost register, unless what is given is a constant or a variable. */
  void release(int registerOrConstant) {
    if (!Instruction.isConstant(registerOrConstant) && registerOrConstant >= scope.activeCount()) {
      firstFree--;
    }
  }

  void setParameters(int count, boolean vararg) {
    prototype.numparams = count;
    prototype.is_vararg = vararg ? 1 : 0;
  }

  boolean isVararg() {
    return prototype.is_vararg != 0;
  }

  /** Opens a function inside this one. */
  FunctionBuilder open(int line) {
    if (children.size() > Instruction.MAX_BX) {
      throw parser.tokens.error("too many functions (limit is " + Instruction.MAX_BX + ")");
    }
    return new FunctionBuilder(parser, this, line);
  }

  /** Takes in the prototype of a function inside this one and returns its number. */
  int adopt(Prototype child) {
    children.add(child);
    return children.size() - 1;
  }

  int findUpvalue(LuaString name) {
    for (int i = 0; i < upvalues.size(); i++) {
      if (upvalues.get(i).name == name) {
        return i;
      }
    }
    return -1;
  }

  int addUpvalue(LuaString name, boolean local, int index) {
    checkLimit(upvalues.size() + 1, MAX_UPVALUES, "upvalues");
    upvalues.add(new Upvaldesc(name, local, index));
    return upvalues.size() - 1;
  }

  void checkLimit(int value, int limit, String what) {
    if (value > limit) {
      String where =
          prototype.linedefined == 0
              ? "main function"
              : "function at line " + prototype.linedefined;
      throw parser.tokens.error("too many " + what + " (limit is " + limit + ") in " + where);
    }
  }

  /** Ends the function and returns it. */
  Prototype close(int lastLine) {
    code.emit(Opcode.RETURN, 0, 1, 0);
    scope.leaveBlock();
    prototype.lastlinedefined = lastLine;
    prototype.source = parser.chunkName;
    prototype.maxstacksize = maxRegisters;
    prototype.code = code.instructions();
    prototype.lineinfo = code.lines();
    prototype.k = constants.toArray();
    prototype.p = children.toArray(new Prototype[0]);
    prototype.locvars = scope.variables();
    prototype.upvalues = upvalues.toArray(new Upvaldesc[0]);
    parser.chargeMemory(dev.moonshift.bytecode.Code.memoryBytes(prototype));
    int copied = code.size() + constants.size() + children.size() + prototype.locvars.length;
    parser.charge(copied / Parser.COPIED_PER_UNIT);
    return prototype;
  }
}
