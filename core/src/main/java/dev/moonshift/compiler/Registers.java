package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.vm.Units;
import org.jspecify.annotations.Nullable;
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
  private static final int NONE = Locals.NONE;

  private final MethodVisitor mv;
  private final Code code;
  private final TypeFlow types;
  private final UnitCompiler unit;
  private final boolean isLoop;

  /** What the registers hold before the instruction that is being written. */
  private byte[] now = {};

  private final Locals locals;

  /** Those of the function that this one is written into, or null; they are below these ones... */
  private final @Nullable Registers outer;

  /** ... unless these take their place. */
  private final boolean isTailCall;

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
  private final int[] values; // by register
  private final int[] integers;
  private final int[] numbers;
  private final int[] positions; // of loops over tables, by their first register

  private Registers(
      MethodVisitor mv,
      Locals locals,
      TypeFlow types,
      UnitCompiler unit,
      boolean isLoop,
      @Nullable Registers outer,
      boolean isTailCall) {
    this.mv = mv;
    this.locals = locals;
    this.code = types.code();
    this.types = types;
    this.unit = unit;
    this.isLoop = isLoop;
    this.outer = outer;
    this.isTailCall = isTailCall;
    int count = code.registerCount + types.extraCount();
    values = Locals.unallotted(count);
    integers = Locals.unallotted(count);
    numbers = Locals.unallotted(count);
    positions = Locals.unallotted(code.registerCount);
  }

  /** Those of the function that a unit is for; the method's parameters are among them. */
  static Registers ofUnit(
      MethodVisitor mv, TypeFlow types, UnitCompiler unit, boolean isLoop, byte[] entryTypes) {
    Registers made = new Registers(mv, new Locals(), types, unit, isLoop, null, false);
    made.allotParameters(entryTypes);
    return made;
  }

  /** Those of a function that is written into another one. */
  static Registers ofInlined(
      MethodVisitor mv, TypeFlow types, Registers outer, boolean isTailCall) {
    return new Registers(mv, outer.locals, types, outer.unit, false, outer, isTailCall);
  }

  private void allotParameters(byte[] entryTypes) {
    if (isLoop) {
      frame = locals.allot(1);
    } else {
      closure = locals.allot(1);
      depth = locals.allot(1);
      below = locals.allot(1);
      for (int p = 0; p < code.parameterCount; p++) {
        switch (entryTypes[p]) {
          case TypeFlow.INT:
            integer(p);
            break;
          case TypeFlow.DOUBLE:
            number(p);
            break;
          default:
            value(p);
        }
      }
    }
    if (code.isVararg) {
      varargs = locals.allot(1);
    }
    locals.fuel();
    if (!types.shared().isEmpty()) {
      shared();
    }
  }

  /** Says what the registers hold: the array is updated from instruction to instruction. */
  void hold(byte[] held) {
    now = held;
  }

  // ---------------------------------------------------------------- the locals

  int execution() {
    return Locals.EXECUTION;
  }

  int fuel() {
    return locals.fuel();
  }

  private int allotOne() {
    return locals.allot(1);
  }

  /** What was called has left: its signal. */
  int signal() {
    return signal == NONE ? signal = allotOne() : signal;
  }

  /** The frame, if there is one already. */
  int frame() {
    return frame == NONE ? frame = allotOne() : frame;
  }

  private int shared() {
    frame();
    return shared == NONE ? shared = allotOne() : shared;
  }

  int upvalues() {
    return upvalues == NONE ? upvalues = allotOne() : upvalues;
  }

  /** The values of an open list. */
  int open() {
    return open == NONE ? open = allotOne() : open;
  }

  /** Pushes one of the arguments that have no names, if it is in a list; else nil. */
  void pushVararg(int n) {
    if (outer != null) {
      EntryBridges.pushNil(mv);
      return;
    }
    mv.visitVarInsn(Opcodes.ALOAD, varargs);
    push(mv, n + 1);
    mv.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE, false);
  }

  int closure() {
    return closure == NONE ? closure = allotOne() : closure;
  }

  private int depth() {
    return depth == NONE ? depth = allotOne() : depth;
  }

  private int level() {
    depth();
    return level == NONE ? level = allotOne() : level;
  }

  private int below() {
    return below == NONE ? below = allotOne() : below;
  }

  private int height() {
    below();
    return height == NONE ? height = allotOne() : height;
  }

  /** Pushes how deep this activation is; negative if it took the place of its caller. */
  void pushDepth() {
    if (outer == null) {
      mv.visitVarInsn(Opcodes.ILOAD, depth());
      return;
    }
    pushLevel();
    if (isTailCall) {
      mv.visitInsn(Opcodes.INEG);
    }
  }

  /** Pushes the depth without its sign. */
  void pushLevel() {
    if (outer == null) {
      mv.visitVarInsn(Opcodes.ILOAD, level());
      return;
    }
    outer.pushLevel();
    if (!isTailCall) {
      mv.visitInsn(Opcodes.ICONST_1);
      mv.visitInsn(Opcodes.IADD);
    }
  }

  /** Pushes how high the stack is below this activation. */
  void pushBelow() {
    if (outer == null) {
      mv.visitVarInsn(Opcodes.ILOAD, below());
    } else if (isTailCall) {
      outer.pushBelow();
    } else {
      outer.pushHeight();
    }
  }

  /** Pushes how high the stack is with this activation. */
  void pushHeight() {
    if (outer == null) {
      mv.visitVarInsn(Opcodes.ILOAD, height());
    } else {
      pushBelow();
      push(mv, Units.slots(code) + types.extraCount());
      mv.visitInsn(Opcodes.IADD);
    }
  }

  /** A local for a value within an instruction. */
  int temporary(int n) {
    return locals.temporary(n);
  }

  int temporaryList() {
    return temporary(4);
  }

  /** Where a unit or an exception is kept within an instruction. */
  int temporaryObject() {
    return temporary(5);
  }

  int temporaryInt(int n) {
    return locals.temporaryInt(n);
  }

  int temporaryDouble(int n) {
    return locals.temporaryDouble(n);
  }

  /** The local for a register's value. */
  int value(int r) {
    return locals.allotted(values, r, 1);
  }

  private int integer(int r) {
    return locals.allotted(integers, r, 1);
  }

  private int number(int r) {
    return locals.allotted(numbers, r, 2);
  }

  /** How far a loop over a table is, probably; its first register says which. */
  int position(int r) {
    return locals.allotted(positions, r, 1);
  }

  // ---------------------------------------------------------------- entering

  /**
   * Writes what goes before the entry: every local gets a value. A loop's registers come from its
   * frame, and it leaves if they hold something else.
   *
   * @param held what the registers hold at some exit
   */
  void writePrologue(byte[] entryTypes, Held held) {
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
    if (isLoop && varargs != NONE) {
      mv.visitVarInsn(Opcodes.ALOAD, frame);
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "varargs", Names.VARARGS_TYPE);
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
    for (int position : positions) {
      if (position != NONE) {
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitVarInsn(Opcodes.ISTORE, position);
      }
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
    if (outer == null) {
      loadFuel();
    }
  }

  /**
   * Begins an activation that is written into its caller: the closure is in temporary 0, and the
   * arguments are on the JVM's stack, as those of a call of a unit's method.
   */
  void begin(byte[] entryTypes) {
    popArguments(entryTypes);
    mv.visitVarInsn(Opcodes.ALOAD, temporary(0));
    mv.visitTypeInsn(Opcodes.CHECKCAST, Names.CLOSURE);
    mv.visitVarInsn(Opcodes.ASTORE, closure());
  }

  private void popArguments(byte[] entryTypes) {
    for (int n = code.parameterCount + types.extraCount() - 1; n >= 0; n--) {
      int r = TypeFlow.parameter(code, n);
      switch (entryTypes[r]) {
        case TypeFlow.INT:
          mv.visitVarInsn(Opcodes.ISTORE, integer(r));
          break;
        case TypeFlow.DOUBLE:
          mv.visitVarInsn(Opcodes.DSTORE, number(r));
          break;
        default:
          mv.visitVarInsn(Opcodes.ASTORE, value(r));
      }
    }
  }

  /**
   * Makes the locals those of another activation of the unit's function, in place of this one: pops
   * the arguments, and takes the closure from temporary 0. What follows is the prologue.
   */
  void becomeTailCall(byte[] entryTypes) {
    if (outer != null) {
      outer.becomeTailCall(entryTypes); // whose place this function has taken
      return;
    }
    begin(entryTypes);
    pushLevel();
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
    push(mv, Units.slots(code));
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
    if (types.extraCount() > 0) {
      pushExtra();
    } else if (code.isVararg && outer == null) {
      mv.visitVarInsn(Opcodes.ALOAD, varargs);
    } else {
      EntryBridges.pushNone(mv);
    }
  }

  /** As that, where each has a local of its own. */
  private void pushExtra() {
    int count = types.extraCount();
    byte[] held = types.entryTypes();
    push(mv, count);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, Names.VALUE);
    for (int n = 0; n < count; n++) {
      mv.visitInsn(Opcodes.DUP);
      push(mv, n);
      pushRegister(held, code.registerCount + n);
      mv.visitInsn(Opcodes.AASTORE);
    }
    callSupport("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
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
    pushDepth();
    pushBelow();
    mv.visitVarInsn(Opcodes.ILOAD, fuel());
    pushVarargs();
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
