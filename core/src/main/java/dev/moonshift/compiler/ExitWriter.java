package dev.moonshift.compiler;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the method by which a unit leaves: it makes the interpreter's frame from what the unit's
 * locals held. It is a method of its own to keep the unit's small: the JVM inlines small ones.
 */
final class ExitWriter {
  /** A JVM method has 255 words of arguments at most. */
  private static final int MAX_WORDS = 240;

  private static final String EXIT_TYPE = Names.type(Names.EXIT);

  // what comes before the registers
  private static final int EXIT = 0;
  private static final int EXECUTION = 1;
  private static final int CLOSURE = 2;
  private static final int FRAME = 3;
  private static final int DEPTH = 4;
  private static final int BELOW = 5;
  private static final int FUEL = 6;
  private static final int VARARGS = 7;
  private static final int OPEN = 8;
  private static final int SIGNAL = 9;
  private static final int FIRST = 10;

  private final String className;
  private final String name;
  private final Held held;
  private final int registerCount;

  ExitWriter(String className, String name, Held held, int registerCount) {
    this.className = className;
    this.name = name;
    this.held = held;
    this.registerCount = registerCount;
  }

  private String descriptor() {
    StringBuilder text = new StringBuilder("(" + EXIT_TYPE);
    text.append(Names.EXECUTION_TYPE).append(Names.CLOSURE_TYPE).append(Names.FRAME_TYPE);
    text.append("III").append(Names.VARARGS_TYPE.repeat(3));
    for (int r = 0; r < registerCount; r++) {
      text.append(held.values().get(r) ? Names.VALUE_TYPE : "");
      text.append(held.integers().get(r) ? "I" : "");
      text.append(held.numbers().get(r) ? "D" : "");
    }
    return text.append(")").append(Names.VARARGS_TYPE).toString();
  }

  /** Whether the JVM can pass so much. */
  boolean isPossible() {
    return held.words() <= MAX_WORDS;
  }

  /** Calls the method with an exit and the state on the JVM's stack, and pushes its signal. */
  void writeCall(Emitter out) {
    out.callStatic(className, name, descriptor());
  }

  void write(ClassWriter writer) {
    MethodVisitor mv =
        writer.visitMethod(
            Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE, name, descriptor(), null, null);
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, EXIT);
    mv.visitVarInsn(Opcodes.ALOAD, CLOSURE);
    mv.visitVarInsn(Opcodes.ALOAD, FRAME);
    mv.visitVarInsn(Opcodes.ILOAD, DEPTH);
    mv.visitVarInsn(Opcodes.ILOAD, BELOW);
    mv.visitVarInsn(Opcodes.ALOAD, VARARGS);
    support(
        mv,
        "leaving",
        "("
            + EXIT_TYPE
            + Names.CLOSURE_TYPE
            + Names.FRAME_TYPE
            + "II"
            + Names.VARARGS_TYPE
            + ")"
            + Names.FRAME_TYPE);
    mv.visitVarInsn(Opcodes.ASTORE, FRAME);
    int local = FIRST;
    for (int r = 0; r < registerCount; r++) {
      int value = local;
      if (held.values().get(r)) {
        restore(mv, r, Opcodes.ALOAD, local++, Names.VALUE_TYPE);
      }
      if (held.integers().get(r)) {
        restore(mv, r, Opcodes.ILOAD, local++, "I");
      }
      if (held.numbers().get(r)) {
        restore(mv, r, Opcodes.DLOAD, local, "D");
        local += 2;
      }
      if (held.eithers().get(r)) {
        restoreEither(mv, r, value, local - 2);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, EXIT);
    mv.visitVarInsn(Opcodes.ALOAD, EXECUTION);
    mv.visitVarInsn(Opcodes.ALOAD, FRAME);
    mv.visitVarInsn(Opcodes.ILOAD, FUEL);
    mv.visitVarInsn(Opcodes.ALOAD, OPEN);
    mv.visitVarInsn(Opcodes.ALOAD, SIGNAL);
    support(
        mv,
        "leave",
        "("
            + EXIT_TYPE
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + "I"
            + Names.VARARGS_TYPE.repeat(2)
            + ")"
            + Names.VARARGS_TYPE);
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void restore(MethodVisitor mv, int r, int load, int local, String type) {
    mv.visitVarInsn(Opcodes.ALOAD, FRAME);
    mv.visitVarInsn(Opcodes.ALOAD, EXIT);
    Registers.push(mv, r);
    mv.visitVarInsn(load, local);
    support(mv, "restore", "(" + Names.FRAME_TYPE + EXIT_TYPE + "I" + type + ")V");
  }

  private static void restoreEither(MethodVisitor mv, int r, int value, int number) {
    mv.visitVarInsn(Opcodes.ALOAD, FRAME);
    mv.visitVarInsn(Opcodes.ALOAD, EXIT);
    Registers.push(mv, r);
    mv.visitVarInsn(Opcodes.ALOAD, value);
    mv.visitVarInsn(Opcodes.DLOAD, number);
    support(mv, "restore", "(" + Names.FRAME_TYPE + EXIT_TYPE + "I" + Names.VALUE_TYPE + "D)V");
  }

  private static void support(MethodVisitor mv, String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SUPPORT, name, descriptor, false);
  }
}
