package dev.moonshift.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Keeps a method's instructions until all are known, so that what goes to its front, or to another
 * reserved place, can be written last: entering a unit is then no jump backward, at which the JVM
 * would look whether its threads are to stop.
 */
final class InstructionBuffer extends MethodVisitor {
  private final Place all = new Place();
  private Place written = all;

  /** A place among the instructions, to which some can still be written. */
  static final class Place {
    private final List<Consumer<MethodVisitor>> instructions = new ArrayList<>();

    private void writeTo(MethodVisitor method) {
      instructions.forEach(instruction -> instruction.accept(method));
    }
  }

  InstructionBuffer() {
    super(Opcodes.ASM9);
  }

  /** Reserves a place behind what has been written so far. */
  Place reserve() {
    Place place = new Place();
    add(place::writeTo);
    return place;
  }

  /** Has something written to a reserved place. */
  void writeAt(Place place, Runnable writing) {
    Place outer = written;
    written = place;
    writing.run();
    written = outer;
  }

  void writeTo(MethodVisitor method) {
    all.writeTo(method);
  }

  private void add(Consumer<MethodVisitor> instruction) {
    written.instructions.add(instruction);
  }

  @Override
  public void visitInsn(int opcode) {
    add(to -> to.visitInsn(opcode));
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    add(to -> to.visitIntInsn(opcode, operand));
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    add(to -> to.visitVarInsn(opcode, local));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    add(to -> to.visitTypeInsn(opcode, type));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    add(to -> to.visitFieldInsn(opcode, owner, name, descriptor));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    add(to -> to.visitMethodInsn(opcode, owner, name, descriptor, isInterface));
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    add(to -> to.visitJumpInsn(opcode, label));
  }

  @Override
  public void visitLabel(Label label) {
    add(to -> to.visitLabel(label));
  }

  @Override
  public void visitLdcInsn(Object constant) {
    add(to -> to.visitLdcInsn(constant));
  }

  @Override
  public void visitIincInsn(int local, int increment) {
    add(to -> to.visitIincInsn(local, increment));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    add(to -> to.visitTryCatchBlock(start, end, handler, type));
  }
}
