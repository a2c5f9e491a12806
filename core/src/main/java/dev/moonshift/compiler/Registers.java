package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import java.util.Arrays;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The registers of a unit as JVM locals: one local of each kind that a register ever holds, of
 * which the register's type says which one counts. Those that closures may share stay in a frame.
 *
 * <p>A local is allotted when it is first asked for. So the prologue, which gives each of them a
 * value, is written last.
 */
final class Registers {
  private static final int NONE = -1;

  private final MethodVisitor mv;
  private final Code code;
  private final TypeFlow types;
  private final UnitCompiler unit;
  private final boolean isLoop;

  /** What the registers hold before the instruction that is being written. */
  private byte[] now = {};

  private int nextLocal;
  private final int fuel;
  private int closure = NONE;
  private int depth = NONE;
  private int below = NONE;
  private int varargs = NONE;
  private int frame = NONE;
  private int shared = NONE;
  private int upvalues = NONE;
  private int level = NONE;
  private int height = NONE;
  private int open = NONE;
  private int signal = NONE;
  private final int[] temporaries = new int[6];
  private final int[] temporaryInts = new int[3];
  private final int[] temporaryDoubles = new int[3];
  private final int[] values; // by register
  private final int[] integers;
  private final int[] numbers;

  Registers(
      MethodVisitor mv,
      Code code,
      TypeFlow types,
      UnitCompiler unit,
      boolean isLoop,
      byte[] entryTypes) {
    this.mv = mv;
    this.code = code;
    this.types = types;
    this.unit = unit;
    this.isLoop = isLoop;
    values = unallotted(code.registerCount);
    integers = unallotted(code.registerCount);
    numbers = unallotted(code.registerCount);
    Arrays.fill(temporaries, NONE);
    Arrays.fill(temporaryInts, NONE);
    Arrays.fill(temporaryDoubles, NONE);
    nextLocal = 1; // behind execution
    if (isLoop) {
      frame = allot(1);
    } else {
      closure = allot(1);
      depth = allot(1);
      below = allot(1);
      for (int p = 0; p < code.parameterCount; p++) {
        switch (entryTypes[p]) {
          case TypeFlow.INT:
            integers[p] = allot(1);
            break;
          case TypeFlow.DOUBLE:
            numbers[p] = allot(2);
            break;
          default:
            values[p] = allot(1);
        }
      }
      if (code.isVararg) {
        varargs = allot(1);
      }
    }
    fuel = allot(1);
    if (!types.shared().isEmpty()) {
      shared();
    }
  }

  private static int[] unallotted(int count) {
    int[] locals = new int[count];
    Arrays.fill(locals, NONE);
    return locals;
  }

  private int allot(int words) {
    int local = nextLocal;
    nextLocal += words;
    return local;
  }

  private int allotted(int[] locals, int n, int words) {
    if (locals[n] == NONE) {
      locals[n] = allot(words);
    }
    return locals[n];
  }

  /** Says what the registers hold: the array is updated from instruction to instruction. */
  void hold(byte[] held) {
    now = held;
  }

  // ---------------------------------------------------------------- the locals

  int execution() {
    return 0;
  }

  int fuel() {
    return fuel;
  }

  /** What was called has left: its signal. */
  int signal() {
    return signal == NONE ? signal = allot(1) : signal;
  }

  /** The frame, if there is one already. */
  int frame() {
    return frame == NONE ? frame = allot(1) : frame;
  }

  private int shared() {
    frame();
    return shared == NONE ? shared = allot(1) : shared;
  }

  int upvalues() {
    return upvalues == NONE ? upvalues = allot(1) : upvalues;
  }

  /** The values of an open list. */
  int open() {
    return open == NONE ? open = allot(1) : open;
  }

  /** The arguments that have no names. */
  int varargs() {
    return varargs == NONE ? varargs = allot(1) : varargs;
  }

  int closure() {
    return closure == NONE ? closure = allot(1) : closure;
  }

  /** How deep this activation is; negative if it took the place of its caller. */
  int depth() {
    return depth == NONE ? depth = allot(1) : depth;
  }

  /** The depth without its sign. */
  int level() {
    depth();
    return level == NONE ? level = allot(1) : level;
  }

  /** How high the stack is below this activation. */
  int below() {
    return below == NONE ? below = allot(1) : below;
  }

  /** How high the stack is with this activation. */
  int height() {
    below();
    return height == NONE ? height = allot(1) : height;
  }

  /** A local for a value within an instruction. */
  int temporary(int n) {
    return allotted(temporaries, n, 1);
  }

  int temporaryList() {
    return temporary(4);
  }

  /** Where a unit or an exception is kept within an instruction. */
  int temporaryObject() {
    return temporary(5);
  }

  int temporaryInt(int n) {
    return allotted(temporaryInts, n, 1);
  }

  int temporaryDouble(int n) {
    return allotted(temporaryDoubles, n, 2);
  }

  /** The local for a register's value. */
  int value(int r) {
    return allotted(values, r, 1);
  }

  private int integer(int r) {
    return allotted(integers, r, 1);
  }

  private int number(int r) {
    return allotted(numbers, r, 2);
  }

  // ---------------------------------------------------------------- entering

  /**
   * Writes what goes before the entry: every local gets a value. A loop's registers come from its
   * frame, and it leaves if they hold something else.
   *
   * @param held what the registers hold at some exit
   */
  void writePrologue(int entry, byte[] entryTypes, Held held) {
    if (isLoop) {
      if (closure != NONE || upvalues != NONE) {
        mv.visitVarInsn(Opcodes.ALOAD, frame);
        mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "closure", Names.CLOSURE_TYPE);
        mv.visitVarInsn(Opcodes.ASTORE, closure());
      }
      if (depth != NONE) {
        mv.visitVarInsn(Opcodes.ALOAD, frame);
        mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "depth", "I");
        mv.visitVarInsn(Opcodes.ISTORE, depth);
      }
      if (below != NONE) {
        mv.visitVarInsn(Opcodes.ALOAD, frame);
        callSupport("heightBelow", "(" + Names.FRAME_TYPE + ")I");
        mv.visitVarInsn(Opcodes.ISTORE, below);
      }
    }
    if (varargs != NONE && !(code.isVararg && !isLoop)) {
      if (isLoop) {
        mv.visitVarInsn(Opcodes.ALOAD, frame);
        mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "varargs", Names.VARARGS_TYPE);
      } else {
        EntryBridges.pushNone(mv);
      }
      mv.visitVarInsn(Opcodes.ASTORE, varargs);
    }
    if (!isLoop && frame != NONE) {
      writeFrame();
    }
    if (shared != NONE) {
      mv.visitVarInsn(Opcodes.ALOAD, frame);
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, shared);
    }
    if (upvalues != NONE) {
      mv.visitVarInsn(Opcodes.ALOAD, closure);
      mv.visitFieldInsn(
          Opcodes.GETFIELD, Names.CLOSURE, "upvalues", "[" + Names.type(Names.UP_VALUE));
      mv.visitVarInsn(Opcodes.ASTORE, upvalues);
    }
    if (level != NONE) {
      mv.visitVarInsn(Opcodes.ILOAD, depth);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "abs", "(I)I", false);
      mv.visitVarInsn(Opcodes.ISTORE, level);
    }
    if (height != NONE) {
      writeHeight();
    }
    if (open != NONE) {
      EntryBridges.pushNone(mv);
      mv.visitVarInsn(Opcodes.ASTORE, open);
    }
    if (signal != NONE) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, signal);
    }
    for (int r = 0; r < code.registerCount; r++) {
      boolean isParameter = !isLoop && r < code.parameterCount;
      if (held.values().get(r) && !(isParameter && isBoxed(entryTypes[r]))) {
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitVarInsn(Opcodes.ASTORE, value(r));
      }
      if (held.integers().get(r) && !(isParameter && entryTypes[r] == TypeFlow.INT)) {
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitVarInsn(Opcodes.ISTORE, integer(r));
      }
      if (held.numbers().get(r) && !(isParameter && entryTypes[r] == TypeFlow.DOUBLE)) {
        mv.visitInsn(Opcodes.DCONST_0);
        mv.visitVarInsn(Opcodes.DSTORE, number(r));
      }
    }
    loadFuel();
  }

  /**
   * Makes the locals those of another activation of the same function, in place of this one: pops
   * the arguments, and takes the closure from temporary 0. What follows is the prologue.
   */
  void becomeTailCall(byte[] entryTypes) {
    for (int p = code.parameterCount - 1; p >= 0; p--) {
      switch (entryTypes[p]) {
        case TypeFlow.INT:
          mv.visitVarInsn(Opcodes.ISTORE, integers[p]);
          break;
        case TypeFlow.DOUBLE:
          mv.visitVarInsn(Opcodes.DSTORE, numbers[p]);
          break;
        default:
          mv.visitVarInsn(Opcodes.ASTORE, values[p]);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, temporary(0));
    mv.visitTypeInsn(Opcodes.CHECKCAST, Names.CLOSURE);
    mv.visitVarInsn(Opcodes.ASTORE, closure);
    mv.visitVarInsn(Opcodes.ILOAD, level());
    mv.visitInsn(Opcodes.INEG);
    mv.visitVarInsn(Opcodes.ISTORE, depth);
  }

  private static boolean isBoxed(byte type) {
    return type != TypeFlow.INT && type != TypeFlow.DOUBLE;
  }

  private void writeFrame() {
    if (types.shared().isEmpty()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ALOAD, closure);
      mv.visitVarInsn(Opcodes.ILOAD, depth);
      mv.visitVarInsn(Opcodes.ILOAD, below);
      pushVarargs();
      callSupport(
          "shell",
          "("
              + Names.FRAME_TYPE
              + Names.CLOSURE_TYPE
              + "II"
              + Names.VARARGS_TYPE
              + ")"
              + Names.FRAME_TYPE);
    }
    mv.visitVarInsn(Opcodes.ASTORE, frame);
  }

  private void writeHeight() {
    mv.visitVarInsn(Opcodes.ILOAD, below);
    push(mv, unit.slots());
    mv.visitInsn(Opcodes.IADD);
    if (code.isVararg) {
      pushVarargs();
      mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.VARARGS, "narg", "()I", false);
      mv.visitInsn(Opcodes.IADD);
    }
    mv.visitVarInsn(Opcodes.ISTORE, height);
  }

  /** Pushes the arguments that have no names. */
  void pushVarargs() {
    if (varargs == NONE) {
      EntryBridges.pushNone(mv);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, varargs);
    }
  }

  private void callSupport(String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SUPPORT, name, descriptor, false);
  }

  /**
   * Loads the registers that are live at a loop's entry, and leaves if they hold something else.
   */
  void loadFromFrame(byte[] entryTypes, Label unexpected) {
    hold(entryTypes);
    for (int r = 0; r < code.registerCount; r++) {
      if (entryTypes[r] != TypeFlow.NOTHING && entryTypes[r] != TypeFlow.SHARED) {
        mv.visitVarInsn(Opcodes.ALOAD, frame());
        mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
        push(mv, r);
        mv.visitInsn(Opcodes.AALOAD);
        if (entryTypes[r] == TypeFlow.VALUE) {
          mv.visitVarInsn(Opcodes.ASTORE, value(r));
        } else {
          mv.visitVarInsn(Opcodes.ASTORE, temporary(0));
          unbox(entryTypes[r], temporary(0), unexpected);
          store(entryTypes[r], r);
        }
      }
    }
  }

  /** Pushes the int or double that a local's value is; jumps if it is none. */
  void unbox(byte type, int local, Label unexpected) {
    boolean isInt = type == TypeFlow.INT;
    mv.visitVarInsn(Opcodes.ALOAD, local);
    mv.visitTypeInsn(Opcodes.INSTANCEOF, isInt ? Names.INTEGER : Names.NUMBER);
    mv.visitJumpInsn(Opcodes.IFEQ, unexpected);
    mv.visitVarInsn(Opcodes.ALOAD, local);
    if (isInt) {
      unboxInt();
    } else {
      unboxDouble();
    }
  }

  /** Pushes the int or double that a register's value is; jumps if it is none. */
  void unboxValue(byte type, int r, Label unexpected) {
    unbox(type, value(r), unexpected);
  }

  void unboxInt() {
    unboxInt(mv);
  }

  static void unboxInt(MethodVisitor mv) {
    mv.visitTypeInsn(Opcodes.CHECKCAST, Names.INTEGER);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.INTEGER, "v", "I");
  }

  void unboxDouble() {
    unboxDouble(mv);
  }

  static void unboxDouble(MethodVisitor mv) {
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.NUMBERS, "toDouble", "(" + Names.VALUE_TYPE + ")D", false);
  }

  // ---------------------------------------------------------------- leaving

  /** Pushes all that an exit needs: see {@code ExitWriter}. */
  void pushState(Held held) {
    mv.visitVarInsn(Opcodes.ALOAD, execution());
    mv.visitVarInsn(Opcodes.ALOAD, closure());
    if (frame == NONE) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, frame);
    }
    mv.visitVarInsn(Opcodes.ILOAD, depth());
    mv.visitVarInsn(Opcodes.ILOAD, below());
    mv.visitVarInsn(Opcodes.ILOAD, fuel);
    if (isLoop) {
      mv.visitVarInsn(Opcodes.ALOAD, varargs());
    } else {
      pushVarargs();
    }
    pushOrNull(open);
    pushOrNull(signal);
    for (int r = 0; r < code.registerCount; r++) {
      if (held.values().get(r)) {
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
      }
      if (held.integers().get(r)) {
        mv.visitVarInsn(Opcodes.ILOAD, integer(r));
      }
      if (held.numbers().get(r)) {
        mv.visitVarInsn(Opcodes.DLOAD, number(r));
      }
    }
  }

  private void pushOrNull(int local) {
    if (local == NONE) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, local);
    }
  }

  // ---------------------------------------------------------------- fuel

  void useFuel(int amount) {
    if (amount != 0) {
      mv.visitIincInsn(fuel(), -amount);
    }
  }

  void storeFuel() {
    mv.visitVarInsn(Opcodes.ALOAD, execution());
    mv.visitVarInsn(Opcodes.ILOAD, fuel());
    mv.visitFieldInsn(Opcodes.PUTFIELD, Names.EXECUTION, "fuel", "I");
  }

  void loadFuel() {
    mv.visitVarInsn(Opcodes.ALOAD, execution());
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.EXECUTION, "fuel", "I");
    mv.visitVarInsn(Opcodes.ISTORE, fuel());
  }

  // ---------------------------------------------------------------- reading and writing

  LuaValue constant(int rk) {
    return code.constants[Instruction.constantIndex(rk)];
  }

  /** Pushes a constant or register as a value. */
  void pushValue(byte[] held, int rk) {
    if (Instruction.isConstant(rk)) {
      pushConstant(constant(rk));
    } else {
      pushRegister(held, rk);
    }
  }

  void pushConstant(LuaValue constant) {
    if (constant == LuaValue.NIL) {
      EntryBridges.pushNil(mv);
    } else {
      unit.pushConstant(mv, constant, Names.VALUE_TYPE);
    }
  }

  /** Pushes a register as a value. */
  void pushRegister(byte[] held, int r) {
    switch (held[r]) {
      case TypeFlow.SHARED:
        mv.visitVarInsn(Opcodes.ALOAD, shared());
        push(mv, r);
        mv.visitInsn(Opcodes.AALOAD);
        break;
      case TypeFlow.INT:
        mv.visitVarInsn(Opcodes.ILOAD, integer(r));
        boxInt();
        break;
      case TypeFlow.DOUBLE:
        mv.visitVarInsn(Opcodes.DLOAD, number(r));
        boxDouble();
        break;
      case TypeFlow.VALUE:
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        break;
      case TypeFlow.EITHER:
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        mv.visitVarInsn(Opcodes.DLOAD, number(r));
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "box",
            "(" + Names.VALUE_TYPE + "D)" + Names.VALUE_TYPE,
            false);
        break;
      default:
        EntryBridges.pushNil(mv);
    }
  }

  void boxInt() {
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.INTEGER, "valueOf", "(I)" + Names.type(Names.INTEGER), false);
  }

  void boxDouble() {
    boxDouble(mv);
  }

  static void boxDouble(MethodVisitor mv) {
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.NUMBERS, "valueOf", "(D)" + Names.type(Names.NUMBER), false);
  }

  /** Pushes an operand of type INT. */
  void pushInt(int rk) {
    if (Instruction.isConstant(rk)) {
      push(mv, constant(rk).toint());
    } else {
      mv.visitVarInsn(Opcodes.ILOAD, integer(rk));
    }
  }

  /** Pushes an operand as a value, or null if it is a number and has no box. */
  void pushReference(byte[] held, int rk) {
    byte type = types.operand(held, rk);
    if (type == TypeFlow.EITHER) {
      mv.visitVarInsn(Opcodes.ALOAD, value(rk));
    } else if (type == TypeFlow.VALUE) {
      pushValue(held, rk);
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  /** Pushes an operand as a reference, and as a double that counts if that is null. */
  void pushEither(byte[] held, int rk) {
    pushReference(held, rk);
    if (types.operand(held, rk) == TypeFlow.VALUE) {
      mv.visitInsn(Opcodes.DCONST_0);
    } else {
      pushDouble(held, rk);
    }
  }

  /** Pushes an operand of type INT, DOUBLE or EITHER as a double. */
  void pushDouble(byte[] held, int rk) {
    if (Instruction.isConstant(rk)) {
      mv.visitLdcInsn(((LuaNumber) constant(rk)).todouble());
    } else if (held[rk] == TypeFlow.INT) {
      mv.visitVarInsn(Opcodes.ILOAD, integer(rk));
      mv.visitInsn(Opcodes.I2D);
    } else {
      mv.visitVarInsn(Opcodes.DLOAD, number(rk));
    }
  }

  /** Pops a value into a register. */
  void storeValue(int r) {
    if (now[r] == TypeFlow.SHARED) {
      mv.visitVarInsn(Opcodes.ALOAD, shared());
      mv.visitInsn(Opcodes.SWAP);
      push(mv, r);
      mv.visitInsn(Opcodes.SWAP);
      mv.visitInsn(Opcodes.AASTORE);
    } else {
      mv.visitVarInsn(Opcodes.ASTORE, value(r));
    }
  }

  /** Pops an int into a register. */
  void storeInt(int r) {
    if (now[r] == TypeFlow.SHARED) {
      boxInt();
      storeValue(r);
    } else {
      mv.visitVarInsn(Opcodes.ISTORE, integer(r));
    }
  }

  /** Pops a double into a register. */
  void storeDouble(int r) {
    if (now[r] == TypeFlow.SHARED) {
      boxDouble();
      storeValue(r);
    } else {
      mv.visitVarInsn(Opcodes.DSTORE, number(r));
    }
  }

  /** Pops a double and a reference below it into a register that is not shared. */
  void storeEither(int r) {
    mv.visitVarInsn(Opcodes.DSTORE, number(r));
    mv.visitVarInsn(Opcodes.ASTORE, value(r));
  }

  /** Pops what is of a type into a register. */
  void store(byte type, int r) {
    switch (type) {
      case TypeFlow.INT:
        storeInt(r);
        break;
      case TypeFlow.DOUBLE:
        storeDouble(r);
        break;
      default:
        storeValue(r);
    }
  }

  /** Copies one register to another, in the kind it has. */
  void move(int from, int to) {
    if (now[from] == TypeFlow.EITHER && now[to] != TypeFlow.SHARED) {
      pushEither(now, from);
      storeEither(to);
    } else if (now[from] != TypeFlow.INT && now[from] != TypeFlow.DOUBLE) {
      pushRegister(now, from);
      storeValue(to);
    } else if (now[from] == TypeFlow.INT) {
      mv.visitVarInsn(Opcodes.ILOAD, integer(from));
      storeInt(to);
    } else {
      mv.visitVarInsn(Opcodes.DLOAD, number(from));
      storeDouble(to);
    }
  }

  /** Makes registers hold what the instruction at the end of a way expects. */
  void convert(byte[] from, byte[] to) {
    for (int r = 0; r < to.length; r++) {
      if (from[r] == to[r] || to[r] == TypeFlow.NOTHING) {
        continue;
      }
      if (to[r] == TypeFlow.SHARED) {
        mv.visitVarInsn(Opcodes.ALOAD, shared());
        push(mv, r);
        pushRegister(from, r);
        mv.visitInsn(Opcodes.AASTORE);
      } else if (to[r] == TypeFlow.VALUE) {
        pushRegister(from, r);
        mv.visitVarInsn(Opcodes.ASTORE, value(r));
      } else if (to[r] == TypeFlow.EITHER) {
        pushEither(from, r);
        storeEither(r);
      } else { // from int to double
        mv.visitVarInsn(Opcodes.ILOAD, integer(r));
        mv.visitInsn(Opcodes.I2D);
        mv.visitVarInsn(Opcodes.DSTORE, number(r));
      }
    }
  }

  /** Pushes a constant int in its shortest form. */
  static void push(MethodVisitor mv, int n) {
    if (n >= -1 && n <= 5) {
      mv.visitInsn(Opcodes.ICONST_0 + n);
    } else if (n >= Byte.MIN_VALUE && n <= Byte.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.BIPUSH, n);
    } else if (n >= Short.MIN_VALUE && n <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, n);
    } else {
      mv.visitLdcInsn(n);
    }
  }
}
