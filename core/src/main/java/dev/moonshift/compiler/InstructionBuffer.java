package dev.moonshift.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Keeps a method's instructions until all are known, so that what goes to its front can be written
 * last: entering a unit is then no jump backward, at which the JVM would look whether its threads
 * are to stop.
 */
final class InstructionBuffer extends MethodVisitor {
  private final List<Consumer<MethodVisitor>> front = new ArrayList<>();
  private final List<Consumer<MethodVisitor>> back = new ArrayList<>();
  private List<Consumer<MethodVisitor>> written = back;

  InstructionBuffer() {
    super(Opcodes.ASM9);
  }

  /** What follows goes before all that has been written so far, or again behind it. */
  void atFront(boolean isAtFront) {
    written = isAtFront ? front : back;
  }

  void writeTo(MethodVisitor method) {
    front.forEach(instruction -> instruction.accept(method));
    back.forEach(instruction -> instruction.accept(method));
  }

  @Override
  public void visitInsn(int opcode) {
    written.add(to -> to.visitInsn(opcode));
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    written.add(to -> to.visitIntInsn(opcode, operand));
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    written.add(to -> to.visitVarInsn(opcode, local));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    written.add(to -> to.visitTypeInsn(opcode, type));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    written.add(to -> to.visitFieldInsn(opcode, owner, name, descriptor));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    written.add(to -> to.visitMethodInsn(opcode, owner, name, descriptor, isInterface));
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    written.add(to -> to.visitJumpInsn(opcode, label));
  }

  @Override
  public void visitLabel(Label label) {
    written.add(to -> to.visitLabel(label));
  }

  @Override
  public void visitLdcInsn(Object constant) {
    written.add(to -> to.visitLdcInsn(constant));
  }

  @Override
  public void visitIincInsn(int local, int increment) {
    written.add(to -> to.visitIincInsn(local, increment));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    written.add(to -> to.visitTryCatchBlock(start, end, handler, type));
  }
}
