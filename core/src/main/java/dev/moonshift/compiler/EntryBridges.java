package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.vm.CodeTier;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the ways into a unit that enters at a function's entry: from an interpreter's frame, and
 * from a call with any number of arguments. They unbox what the unit expects to be numbers; if it
 * is none, the unit is not entered.
 */
final class EntryBridges {
  /** As many arguments are passed without a list. */
  static final int MAX_DIRECT = 4;

  /** As many arguments are passed without a list where numbers among them are not boxed. */
  static final int MAX_TYPED = 3;

  private static final String CALL_PREFIX = "(" + Names.EXECUTION_TYPE + Names.CLOSURE_TYPE + "II";

  /** The first argument, behind the unit, execution, closure, depth and height. */
  private static final int FIRST = 5;

  private final UnitCompiler unit;
  private final Code code;
  private final CodeTier tier;
  private final String className;
  private final byte[] types;

  EntryBridges(UnitCompiler unit, CodeTier tier, String className, byte[] types) {
    this.unit = unit;
    this.tier = tier;
    code = tier.code();
    this.className = className;
    this.types = types;
  }

  /** The descriptor of the static method that all bridges lead to. */
  static String bodyDescriptor(Code code, byte[] types) {
    StringBuilder text = new StringBuilder(CALL_PREFIX);
    for (int p = 0; p < code.parameterCount; p++) {
      text.append(
          types[p] == TypeFlow.INT ? "I" : types[p] == TypeFlow.DOUBLE ? "D" : Names.VALUE_TYPE);
    }
    return text + (code.isVararg ? Names.VARARGS_TYPE : "") + ")" + Names.VARARGS_TYPE;
  }

  /** The descriptor of {@code Unit.call} for a number of boxed arguments; -1 for a list. */
  static String callDescriptor(int arguments) {
    return CALL_PREFIX
        + (arguments < 0 ? Names.VARARGS_TYPE : Names.VALUE_TYPE.repeat(arguments))
        + ")"
        + Names.VARARGS_TYPE;
  }

  /** The descriptor of {@code Unit.call} for arguments of given types. */
  static String callDescriptor(byte[] types, int first, int count) {
    StringBuilder text = new StringBuilder(CALL_PREFIX);
    for (int n = 0; n < count; n++) {
      text.append(TypeFlow.isNumber(types[first + n]) ? "D" : Names.VALUE_TYPE);
    }
    return text.append(")").append(Names.VARARGS_TYPE).toString();
  }

  void write(ClassWriter writer) {
    writeEnter(writer);
    for (int given = 0; given <= MAX_DIRECT; given++) {
      writeDirect(writer, given);
    }
    writeList(writer);
    int named = code.parameterCount;
    String typed = callDescriptor(types, 0, named);
    if (!code.isVararg && named <= MAX_TYPED && !typed.equals(callDescriptor(named))) {
      writeTyped(writer, typed);
    }
  }

  // ---------------------------------------------------------------- from a frame

  private void writeEnter(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "enter", UnitCompiler.LOOP_DESCRIPTOR, null, null);
    mv.visitCode();
    Label surprised = new Label();
    for (int p = 0; p < code.parameterCount; p++) {
      if (TypeFlow.isNumber(types[p])) {
        pushFrameRegister(mv, p);
        checkKind(mv, types[p], surprised);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "closure", Names.CLOSURE_TYPE);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "depth", "I");
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    support(mv, "heightBelow", "(" + Names.FRAME_TYPE + ")I");
    for (int p = 0; p < code.parameterCount; p++) {
      pushFrameRegister(mv, p);
      unbox(mv, types[p]);
    }
    if (code.isVararg) {
      mv.visitVarInsn(Opcodes.ALOAD, 2);
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "varargs", Names.VARARGS_TYPE);
    }
    callBody(mv);
    mv.visitLabel(surprised);
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    unit.pushConstant(mv, tier, Names.type(Names.TIER));
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    support(
        mv,
        "surprised",
        "("
            + Names.EXECUTION_TYPE
            + Names.type(Names.TIER)
            + Names.FRAME_TYPE
            + ")"
            + Names.VARARGS_TYPE);
    finish(mv);
  }

  private static void pushFrameRegister(MethodVisitor mv, int r) {
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
    Registers.push(mv, r);
    mv.visitInsn(Opcodes.AALOAD);
  }

  // ---------------------------------------------------------------- from calls

  private void writeDirect(ClassWriter writer, int given) {
    MethodVisitor mv = writer.visitMethod(0, "call", callDescriptor(given), null, null);
    mv.visitCode();
    Label surprised = new Label();
    boolean isMissing = false;
    for (int p = 0; p < code.parameterCount; p++) {
      if (TypeFlow.isNumber(types[p])) {
        if (p < given) {
          mv.visitVarInsn(Opcodes.ALOAD, FIRST + p);
          checkKind(mv, types[p], surprised);
        } else {
          isMissing = true;
        }
      }
    }
    if (!isMissing) {
      pushActivation(mv);
      for (int p = 0; p < code.parameterCount; p++) {
        if (p < given) {
          mv.visitVarInsn(Opcodes.ALOAD, FIRST + p);
          unbox(mv, types[p]);
        } else {
          pushNil(mv);
        }
      }
      if (code.isVararg) {
        pushList(mv, code.parameterCount, given);
      }
      callBody(mv);
    }
    mv.visitLabel(surprised);
    pushSurprised(mv);
    pushList(mv, 0, given);
    beSurprised(mv);
  }

  /** Pushes the arguments from one on as a list. */
  private static void pushList(MethodVisitor mv, int first, int given) {
    int count = Math.max(0, given - first);
    if (count == 0) {
      pushNone(mv);
    } else if (count == 1) {
      mv.visitVarInsn(Opcodes.ALOAD, FIRST + first);
    } else {
      Registers.push(mv, count);
      mv.visitTypeInsn(Opcodes.ANEWARRAY, Names.VALUE);
      for (int n = 0; n < count; n++) {
        mv.visitInsn(Opcodes.DUP);
        Registers.push(mv, n);
        mv.visitVarInsn(Opcodes.ALOAD, FIRST + first + n);
        mv.visitInsn(Opcodes.AASTORE);
      }
      support(mv, "list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
    }
  }

  private void writeList(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "call", callDescriptor(-1), null, null);
    mv.visitCode();
    Label surprised = new Label();
    for (int p = 0; p < code.parameterCount; p++) {
      if (TypeFlow.isNumber(types[p])) {
        pushArgument(mv, p);
        checkKind(mv, types[p], surprised);
      }
    }
    pushActivation(mv);
    for (int p = 0; p < code.parameterCount; p++) {
      pushArgument(mv, p);
      unbox(mv, types[p]);
    }
    if (code.isVararg) {
      mv.visitVarInsn(Opcodes.ALOAD, FIRST);
      Registers.push(mv, code.parameterCount);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.VM + "Values",
          "drop",
          "(" + Names.VARARGS_TYPE + "I)" + Names.VARARGS_TYPE,
          false);
    }
    callBody(mv);
    mv.visitLabel(surprised);
    pushSurprised(mv);
    mv.visitVarInsn(Opcodes.ALOAD, FIRST);
    beSurprised(mv);
  }

  private static void pushArgument(MethodVisitor mv, int p) {
    mv.visitVarInsn(Opcodes.ALOAD, FIRST);
    Registers.push(mv, p + 1);
    mv.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE, false);
  }

  /** From a call that passes numbers where they are expected. */
  private void writeTyped(ClassWriter writer, String descriptor) {
    MethodVisitor mv = writer.visitMethod(0, "call", descriptor, null, null);
    mv.visitCode();
    Label surprised = new Label();
    int local = FIRST;
    for (int p = 0; p < code.parameterCount; p++) {
      if (types[p] == TypeFlow.INT) {
        mv.visitVarInsn(Opcodes.DLOAD, local);
        support(mv, "isInt", "(D)Z");
        mv.visitJumpInsn(Opcodes.IFEQ, surprised);
      }
      local += TypeFlow.isNumber(types[p]) ? 2 : 1;
    }
    pushActivation(mv);
    local = FIRST;
    for (int p = 0; p < code.parameterCount; p++) {
      if (TypeFlow.isNumber(types[p])) {
        mv.visitVarInsn(Opcodes.DLOAD, local);
        if (types[p] == TypeFlow.INT) {
          mv.visitInsn(Opcodes.D2I);
        }
        local += 2;
      } else {
        mv.visitVarInsn(Opcodes.ALOAD, local++);
      }
    }
    callBody(mv);
    mv.visitLabel(surprised);
    pushSurprised(mv);
    Registers.push(mv, code.parameterCount);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, Names.VALUE);
    local = FIRST;
    for (int p = 0; p < code.parameterCount; p++) {
      mv.visitInsn(Opcodes.DUP);
      Registers.push(mv, p);
      if (TypeFlow.isNumber(types[p])) {
        mv.visitVarInsn(Opcodes.DLOAD, local);
        Registers.boxDouble(mv);
        local += 2;
      } else {
        mv.visitVarInsn(Opcodes.ALOAD, local++);
      }
      mv.visitInsn(Opcodes.AASTORE);
    }
    support(mv, "list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
    beSurprised(mv);
  }

  // ---------------------------------------------------------------- what they share

  /** Jumps if the value on the stack is not of a type. */
  private static void checkKind(MethodVisitor mv, byte type, Label otherwise) {
    mv.visitTypeInsn(Opcodes.INSTANCEOF, type == TypeFlow.INT ? Names.INTEGER : Names.NUMBER);
    mv.visitJumpInsn(Opcodes.IFEQ, otherwise);
  }

  private static void unbox(MethodVisitor mv, byte type) {
    if (type == TypeFlow.INT) {
      Registers.unboxInt(mv);
    } else if (type == TypeFlow.DOUBLE) {
      Registers.unboxDouble(mv);
    }
  }

  private static void pushActivation(MethodVisitor mv) {
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitVarInsn(Opcodes.ILOAD, 3);
    mv.visitVarInsn(Opcodes.ILOAD, 4);
  }

  private void callBody(MethodVisitor mv) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, className, "body", bodyDescriptor(code, types), false);
    mv.visitInsn(Opcodes.ARETURN);
  }

  private void pushSurprised(MethodVisitor mv) {
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    unit.pushConstant(mv, tier, Names.type(Names.TIER));
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitVarInsn(Opcodes.ILOAD, 3);
    mv.visitVarInsn(Opcodes.ILOAD, 4);
  }

  private static void beSurprised(MethodVisitor mv) {
    support(
        mv,
        "surprised",
        "("
            + Names.EXECUTION_TYPE
            + Names.type(Names.TIER)
            + Names.CLOSURE_TYPE
            + "II"
            + Names.VARARGS_TYPE
            + ")"
            + Names.VARARGS_TYPE);
    finish(mv);
  }

  private static void support(MethodVisitor mv, String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SUPPORT, name, descriptor, false);
  }

  private static void finish(MethodVisitor mv) {
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  static void pushNil(MethodVisitor mv) {
    mv.visitFieldInsn(Opcodes.GETSTATIC, Names.VALUE, "NIL", Names.VALUE_TYPE);
  }

  static void pushNone(MethodVisitor mv) {
    mv.visitFieldInsn(Opcodes.GETSTATIC, Names.VALUE, "NONE", Names.VALUE_TYPE);
  }
}
