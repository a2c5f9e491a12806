package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import java.util.List;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The registers of a unit as JVM locals: one local of each kind for each register, of which the
 * register's type says which one holds. Those that closures may share stay in a frame.
 */
final class Registers {
  private final MethodVisitor mv;
  private final Code code;
  private final TypeFlow types;
  private final UnitCompiler unit;
  private final boolean isLoop;
  private final int firstLocal;

  /** What the registers hold before the instruction that is being written. */
  private byte[] now = {};

  /** Behind execution, closure, depth and height. */
  private static final int FIRST_PARAMETER = 4;

  private static final int SPARE = 29;

  Registers(MethodVisitor mv, Code code, TypeFlow types, UnitCompiler unit, boolean isLoop) {
    this.mv = mv;
    this.code = code;
    this.types = types;
    this.unit = unit;
    this.isLoop = isLoop;
    firstLocal = isLoop ? 2 : FIRST_PARAMETER + code.parameterCount + (code.isVararg ? 1 : 0);
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
    return firstLocal;
  }

  int exitPc() {
    return firstLocal + 1;
  }

  int exitShape() {
    return firstLocal + 2;
  }

  int signal() {
    return firstLocal + 3;
  }

  int frame() {
    return isLoop ? 1 : firstLocal + 4;
  }

  int shared() {
    return firstLocal + 5;
  }

  int upvalues() {
    return firstLocal + 6;
  }

  int open() {
    return firstLocal + 7;
  }

  int varargs() {
    return isLoop || !code.isVararg ? firstLocal + 8 : FIRST_PARAMETER + code.parameterCount;
  }

  int closure() {
    return isLoop ? firstLocal + 9 : 1;
  }

  int depth() {
    return isLoop ? firstLocal + 10 : 2;
  }

  int height() {
    return isLoop ? firstLocal + 28 : 3;
  }

  /** The depth without its sign. */
  int level() {
    return firstLocal + 11;
  }

  /** A local for a value within an instruction. */
  int temporary(int n) {
    return firstLocal + 12 + n;
  }

  int temporaryInt(int n) {
    return firstLocal + 16 + n;
  }

  int temporaryList() {
    return firstLocal + 19;
  }

  int temporaryDouble(int n) {
    return firstLocal + 20 + 2 * n;
  }

  int unit() {
    return firstLocal + 26;
  }

  int problem() {
    return firstLocal + 27;
  }

  private int value(int r) {
    return firstLocal + SPARE + 4 * r;
  }

  private int integer(int r) {
    return firstLocal + SPARE + 4 * r + 1;
  }

  private int number(int r) {
    return firstLocal + SPARE + 4 * r + 2;
  }

  // ---------------------------------------------------------------- entering

  /** Gives every local a value, so that all ways to the exit agree on their kinds. */
  void writePrologue(int entry, byte[] entryTypes) {
    for (int r = 0; r < code.registerCount; r++) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, value(r));
      mv.visitInsn(Opcodes.ICONST_0);
      mv.visitVarInsn(Opcodes.ISTORE, integer(r));
      mv.visitInsn(Opcodes.DCONST_0);
      mv.visitVarInsn(Opcodes.DSTORE, number(r));
    }
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitVarInsn(Opcodes.ISTORE, exitPc());
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitVarInsn(Opcodes.ISTORE, exitShape());
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitVarInsn(Opcodes.ASTORE, signal());
    EntryBridges.pushNone(mv);
    mv.visitVarInsn(Opcodes.ASTORE, open());
    if (isLoop) {
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "closure", Names.CLOSURE_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, closure());
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "depth", "I");
      mv.visitVarInsn(Opcodes.ISTORE, depth());
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "height", "I");
      mv.visitVarInsn(Opcodes.ISTORE, height());
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "varargs", Names.VARARGS_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, varargs());
    } else {
      if (!code.isVararg) {
        EntryBridges.pushNone(mv);
        mv.visitVarInsn(Opcodes.ASTORE, varargs());
      }
      if (types.shared().isEmpty()) {
        mv.visitInsn(Opcodes.ACONST_NULL);
      } else {
        mv.visitTypeInsn(Opcodes.NEW, Names.FRAME);
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ALOAD, closure());
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitMethodInsn(
            Opcodes.INVOKESPECIAL,
            Names.FRAME,
            "<init>",
            "(" + Names.CLOSURE_TYPE + Names.type(Names.VM + "Frame") + ")V",
            false);
      }
      mv.visitVarInsn(Opcodes.ASTORE, frame());
    }
    if (types.shared().isEmpty()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
    }
    mv.visitVarInsn(Opcodes.ASTORE, shared());
    mv.visitVarInsn(Opcodes.ILOAD, depth());
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "abs", "(I)I", false);
    mv.visitVarInsn(Opcodes.ISTORE, level());
    mv.visitVarInsn(Opcodes.ALOAD, closure());
    mv.visitFieldInsn(
        Opcodes.GETFIELD, Names.CLOSURE, "upvalues", "[" + Names.type(Names.UP_VALUE));
    mv.visitVarInsn(Opcodes.ASTORE, upvalues());
    loadFuel();
  }

  /** Loads the registers that are live at the entry, and leaves if they hold something else. */
  void writeEntry(int entry, byte[] entryTypes, boolean fromFrame) {
    byte[] asValues = new byte[code.registerCount];
    for (int r = 0; r < code.registerCount; r++) {
      boolean isNeeded = entryTypes[r] != TypeFlow.NOTHING;
      if (isNeeded && entryTypes[r] != TypeFlow.SHARED) {
        if (fromFrame) {
          mv.visitVarInsn(Opcodes.ALOAD, frame());
          mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
          push(mv, r);
          mv.visitInsn(Opcodes.AALOAD);
        } else {
          mv.visitVarInsn(Opcodes.ALOAD, FIRST_PARAMETER + r);
        }
        mv.visitVarInsn(Opcodes.ASTORE, value(r));
        asValues[r] = TypeFlow.VALUE;
      }
    }
    if (!fromFrame) {
      Label leave = unit.exit(0, asValues, 0, UnitCompiler.Kind.SAFEPOINT, 0, 0);
      mv.visitVarInsn(Opcodes.ILOAD, fuel());
      mv.visitJumpInsn(Opcodes.IFLE, leave);
      mv.visitVarInsn(Opcodes.ALOAD, execution());
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.EXECUTION, "auditDue", "Z");
      mv.visitJumpInsn(Opcodes.IFNE, leave);
    }
    Label unexpected = unit.exit(entry, asValues, 0, UnitCompiler.Kind.SURPRISED, 0, 0);
    for (int r = 0; r < code.registerCount; r++) {
      if (entryTypes[r] == TypeFlow.INT) {
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.INTEGER);
        mv.visitJumpInsn(Opcodes.IFEQ, unexpected);
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        unboxInt();
        mv.visitVarInsn(Opcodes.ISTORE, integer(r));
      } else if (entryTypes[r] == TypeFlow.DOUBLE) {
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.NUMBER);
        mv.visitJumpInsn(Opcodes.IFEQ, unexpected);
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        unboxDouble();
        mv.visitVarInsn(Opcodes.DSTORE, number(r));
      }
    }
  }

  void unboxInt() {
    mv.visitTypeInsn(Opcodes.CHECKCAST, Names.INTEGER);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.INTEGER, "v", "I");
  }

  void unboxDouble() {
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.NUMBERS, "toDouble", "(" + Names.VALUE_TYPE + ")D", false);
  }

  // ---------------------------------------------------------------- leaving

  /** Writes the one place where the unit's activation becomes a frame. */
  void writeExit(List<byte[]> shapes) {
    if (!isLoop) {
      mv.visitVarInsn(Opcodes.ALOAD, frame());
      mv.visitVarInsn(Opcodes.ALOAD, closure());
      mv.visitVarInsn(Opcodes.ILOAD, depth());
      mv.visitVarInsn(Opcodes.ILOAD, height());
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.SUPPORT,
          "shell",
          "(" + Names.FRAME_TYPE + Names.CLOSURE_TYPE + "II)" + Names.FRAME_TYPE,
          false);
      mv.visitVarInsn(Opcodes.ASTORE, frame());
    }
    storeFuel();
    unit.pushConstant(mv, shapes.toArray(new byte[0][]), "[[B");
    mv.visitVarInsn(Opcodes.ILOAD, exitShape());
    mv.visitInsn(Opcodes.AALOAD);
    mv.visitVarInsn(Opcodes.ASTORE, temporaryList());
    for (int r = 0; r < code.registerCount; r++) {
      if (isEverHeld(shapes, r)) {
        mv.visitVarInsn(Opcodes.ALOAD, frame());
        mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
        mv.visitVarInsn(Opcodes.ALOAD, temporaryList());
        push(mv, r);
        mv.visitVarInsn(Opcodes.ALOAD, value(r));
        mv.visitVarInsn(Opcodes.ILOAD, integer(r));
        mv.visitVarInsn(Opcodes.DLOAD, number(r));
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "restore",
            "([" + Names.VALUE_TYPE + "[BI" + Names.VALUE_TYPE + "ID)V",
            false);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, execution());
    mv.visitVarInsn(Opcodes.ALOAD, frame());
    mv.visitVarInsn(Opcodes.ILOAD, exitPc());
    mv.visitVarInsn(Opcodes.ILOAD, depth());
    mv.visitVarInsn(Opcodes.ILOAD, height());
    mv.visitVarInsn(Opcodes.ALOAD, temporaryList());
    push(mv, code.registerCount);
    mv.visitInsn(Opcodes.BALOAD);
    mv.visitInsn(Opcodes.ICONST_M1);
    mv.visitInsn(Opcodes.IADD);
    mv.visitVarInsn(Opcodes.ALOAD, open());
    mv.visitVarInsn(Opcodes.ALOAD, varargs());
    mv.visitVarInsn(Opcodes.ALOAD, signal());
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Names.SUPPORT,
        "leave",
        "("
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + "IIII"
            + Names.VARARGS_TYPE
            + Names.VARARGS_TYPE
            + Names.VARARGS_TYPE
            + ")"
            + Names.VARARGS_TYPE,
        false);
    mv.visitInsn(Opcodes.ARETURN);
  }

  private static boolean isEverHeld(List<byte[]> shapes, int r) {
    for (byte[] shape : shapes) {
      if (shape[r] != TypeFlow.NOTHING && shape[r] != TypeFlow.SHARED) {
        return true;
      }
    }
    return false;
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
