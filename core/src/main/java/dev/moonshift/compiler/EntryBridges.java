package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the ways into a unit that enters at a function's entry: from an interpreter's frame, and
 * from a call with any number of arguments.
 */
final class EntryBridges {
  /** As {@code Unit.MAX_DIRECT}. */
  private static final int MAX_DIRECT = 4;

  private static final String CALL_PREFIX = "(" + Names.EXECUTION_TYPE + Names.CLOSURE_TYPE + "II";

  private final Code code;
  private final String className;

  EntryBridges(Code code, String className) {
    this.code = code;
    this.className = className;
  }

  /** The descriptor of the static method that all bridges lead to. */
  static String bodyDescriptor(Code code) {
    return CALL_PREFIX
        + Names.VALUE_TYPE.repeat(code.parameterCount)
        + (code.isVararg ? Names.VARARGS_TYPE : "")
        + ")"
        + Names.VARARGS_TYPE;
  }

  /** The descriptor of {@code Unit.call} for a number of arguments; -1 for a list. */
  static String callDescriptor(int arguments) {
    return CALL_PREFIX
        + (arguments < 0 ? Names.VARARGS_TYPE : Names.VALUE_TYPE.repeat(arguments))
        + ")"
        + Names.VARARGS_TYPE;
  }

  void write(ClassWriter writer) {
    writeEnter(writer);
    for (int given = 0; given <= MAX_DIRECT; given++) {
      writeDirect(writer, given);
    }
    writeList(writer);
  }

  private void writeEnter(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "enter", UnitCompiler.LOOP_DESCRIPTOR, null, null);
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "closure", Names.CLOSURE_TYPE);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "depth", "I");
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "height", "I");
    for (int p = 0; p < code.parameterCount; p++) {
      mv.visitVarInsn(Opcodes.ALOAD, 2);
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "registers", "[" + Names.VALUE_TYPE);
      Registers.push(mv, p);
      mv.visitInsn(Opcodes.AALOAD);
    }
    if (code.isVararg) {
      mv.visitVarInsn(Opcodes.ALOAD, 2);
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.FRAME, "varargs", Names.VARARGS_TYPE);
    }
    finish(mv);
  }

  private void writeDirect(ClassWriter writer, int given) {
    MethodVisitor mv = writer.visitMethod(0, "call", callDescriptor(given), null, null);
    mv.visitCode();
    start(mv);
    for (int p = 0; p < code.parameterCount; p++) {
      if (p < given) {
        mv.visitVarInsn(Opcodes.ALOAD, 5 + p);
      } else {
        pushNil(mv);
      }
    }
    if (code.isVararg) {
      int extra = Math.max(0, given - code.parameterCount);
      if (extra == 0) {
        pushNone(mv);
      } else if (extra == 1) {
        mv.visitVarInsn(Opcodes.ALOAD, 5 + code.parameterCount);
      } else {
        Registers.push(mv, extra);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, Names.VALUE);
        for (int n = 0; n < extra; n++) {
          mv.visitInsn(Opcodes.DUP);
          Registers.push(mv, n);
          mv.visitVarInsn(Opcodes.ALOAD, 5 + code.parameterCount + n);
          mv.visitInsn(Opcodes.AASTORE);
        }
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "list",
            "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE,
            false);
      }
    }
    finish(mv);
  }

  private void writeList(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "call", callDescriptor(-1), null, null);
    mv.visitCode();
    start(mv);
    for (int p = 0; p < code.parameterCount; p++) {
      mv.visitVarInsn(Opcodes.ALOAD, 5);
      Registers.push(mv, p + 1);
      mv.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE, false);
    }
    if (code.isVararg) {
      mv.visitVarInsn(Opcodes.ALOAD, 5);
      Registers.push(mv, code.parameterCount);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.VM + "Values",
          "drop",
          "(" + Names.VARARGS_TYPE + "I)" + Names.VARARGS_TYPE,
          false);
    }
    finish(mv);
  }

  private static void start(MethodVisitor mv) {
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitVarInsn(Opcodes.ILOAD, 3);
    mv.visitVarInsn(Opcodes.ILOAD, 4);
  }

  private void finish(MethodVisitor mv) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, className, "body", bodyDescriptor(code), false);
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
