package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.vm.CodeTier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Compiles one unit: a class with the code of a function from one place on, as a static method.
 *
 * <pre>{@code
 * body(execution, closure, depth, p0, p1, ...[, varargs])     enters at the function's entry
 * body(execution, frame)                                      enters at the target of a backward jump
 *   prologue     arguments or the frame's registers into JVM locals; leaves if they are unexpected
 *   code         the instructions, in their order
 *   stubs        for each place to leave at: notes where and what, goes to the exit
 *   exit         makes the interpreter's frame from the JVM locals and returns the signal
 * }</pre>
 */
final class UnitCompiler {
  /** HotSpot never compiles a method with more bytes of bytecode than this. */
  static final int MAX_METHOD_BYTES = 8000;

  /** More instructions than this do not fit that. */
  static final int MAX_INSTRUCTIONS = 1200;

  /** The JVM passes 255 words at most; more parameters than this are rare. */
  static final int MAX_PARAMETERS = 60;

  private static final String CLASS_NAME = Names.VM + "CompiledUnit";

  private final CodeTier tier;
  private final Code code;
  private final int entry;
  private final byte[] entryTypes;
  private final List<Object> constants = new ArrayList<>();
  private final List<String> constantTypes = new ArrayList<>();
  private final Map<Object, Integer> constantIndex = new HashMap<>();
  private final List<byte[]> shapes = new ArrayList<>();
  private final List<Exit> exits = new ArrayList<>();

  /** The bytes of a class and the objects that its code refers to. */
  record Compiled(byte[] bytes, Object[] constants) {}

  /**
   * A place where the unit leaves.
   *
   * @param label where the stub begins
   * @param pc where the interpreter goes on
   * @param fuel what has been used and not yet counted
   * @param kind why
   * @param expectation for {@link Kind#FAILED}: what to expect instead
   */
  record Exit(Label label, int pc, int shape, int fuel, Kind kind, int expectation, int at) {}

  /** Why a unit leaves. */
  enum Kind {
    /** The instruction is the interpreter's to do. */
    EXIT,
    /** There is no fuel, or an audit is due. */
    SAFEPOINT,
    /** The registers at the entry hold something unexpected. */
    SURPRISED,
    /** An expectation of the compiler's failed. */
    FAILED,
    /** What was called has left: its signal is in a local. */
    SIGNAL
  }

  UnitCompiler(CodeTier tier, int entry, byte[] entryTypes) {
    this.tier = tier;
    this.code = tier.code();
    this.entry = entry;
    this.entryTypes = entryTypes;
  }

  /** Compiles; null if the unit is too large. */
  @Nullable Compiled compile() {
    if (code.instructions.length > MAX_INSTRUCTIONS || code.parameterCount > MAX_PARAMETERS) {
      return null;
    }
    TypeFlow types = new TypeFlow(tier, entry, entryTypes);
    ClassWriter writer = new Writer();
    writer.visit(
        Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, CLASS_NAME, null, Names.UNIT, null);
    writeConstructor(writer);
    boolean isLoop = entry != 0;
    if (isLoop) {
      writeLoopBridge(writer);
    } else {
      new EntryBridges(code, CLASS_NAME).write(writer);
    }
    String descriptor = isLoop ? LOOP_DESCRIPTOR : EntryBridges.bodyDescriptor(code);
    MethodVisitor body =
        writer.visitMethod(
            Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE, "body", descriptor, null, null);
    body.visitCode();
    Registers registers = new Registers(body, code, types, this, isLoop);
    Label end = writeBody(body, types, registers, isLoop);
    body.visitMaxs(0, 0);
    body.visitEnd();
    if (end.getOffset() > MAX_METHOD_BYTES) {
      return null;
    }
    writeConstants(writer);
    writer.visitEnd();
    return new Compiled(writer.toByteArray(), constants.toArray());
  }

  static final String LOOP_DESCRIPTOR =
      "(" + Names.EXECUTION_TYPE + Names.FRAME_TYPE + ")" + Names.VARARGS_TYPE;

  private Label writeBody(MethodVisitor mv, TypeFlow types, Registers registers, boolean isLoop) {
    registers.writePrologue(entry, entryTypes);
    Emitter out = new Emitter(mv, tier, types, registers, this);
    InstructionWriter writer = new InstructionWriter(out);
    registers.writeEntry(entry, entryTypes, isLoop);
    out.edge(-1, entry, entryTypes);
    for (int pc = 0; pc < code.instructions.length; pc++) {
      if (types.isReachable(pc)) {
        writer.write(pc);
      }
    }
    Label common = new Label();
    for (Exit exit : exits) {
      writeStub(mv, registers, exit, common);
    }
    mv.visitLabel(common);
    registers.writeExit(shapes);
    Label end = new Label();
    mv.visitLabel(end);
    return end;
  }

  private void writeStub(MethodVisitor mv, Registers registers, Exit exit, Label common) {
    mv.visitLabel(exit.label);
    registers.useFuel(exit.fuel);
    switch (exit.kind) {
      case EXIT:
      case SAFEPOINT:
        mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
        mv.visitInsn(exit.kind == Kind.EXIT ? Opcodes.ICONST_0 : Opcodes.ICONST_1);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "exit",
            "(" + Names.EXECUTION_TYPE + "Z)" + Names.VARARGS_TYPE,
            false);
        mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
        break;
      case SURPRISED:
        mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
        pushConstant(mv, tier, Names.type(Names.TIER));
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "surprised",
            "(" + Names.EXECUTION_TYPE + Names.type(Names.TIER) + ")" + Names.VARARGS_TYPE,
            false);
        mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
        break;
      case FAILED:
        mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
        pushConstant(mv, tier, Names.type(Names.TIER));
        Registers.push(mv, exit.at);
        Registers.push(mv, exit.expectation);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.SUPPORT,
            "failed",
            "(" + Names.EXECUTION_TYPE + Names.type(Names.TIER) + "II)" + Names.VARARGS_TYPE,
            false);
        mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
        break;
      default:
    }
    Registers.push(mv, exit.pc);
    mv.visitVarInsn(Opcodes.ISTORE, registers.exitPc());
    Registers.push(mv, exit.shape);
    mv.visitVarInsn(Opcodes.ISTORE, registers.exitShape());
    mv.visitJumpInsn(Opcodes.GOTO, common);
  }

  /** Returns the label to jump to for leaving. */
  Label exit(int pc, byte[] types, int fuel, Kind kind, int expectation, int at) {
    byte[] shape = shapeOf(pc, types, kind);
    int index = -1;
    for (int n = 0; n < shapes.size(); n++) {
      if (Arrays.equals(shapes.get(n), shape)) {
        index = n;
      }
    }
    if (index < 0) {
      index = shapes.size();
      shapes.add(shape);
    }
    for (Exit known : exits) {
      if (known.pc == pc
          && known.shape == index
          && known.fuel == fuel
          && known.kind == kind
          && known.expectation == expectation
          && known.at == at) {
        return known.label;
      }
    }
    Exit made = new Exit(new Label(), pc, index, fuel, kind, expectation, at);
    exits.add(made);
    return made.label;
  }

  /** What the registers hold, with the top of an open list, if any, in one more item. */
  private byte[] shapeOf(int pc, byte[] types, Kind kind) {
    byte[] shape = Arrays.copyOf(types, types.length + 1);
    // what was called has not given its list yet, and has taken the one before
    shape[types.length] = (byte) (kind == Kind.SIGNAL ? 0 : Openness.top(code, pc) + 1);
    return shape;
  }

  // ---------------------------------------------------------------- constants

  /** Pushes an object that the class holds in a static final field. */
  void pushConstant(MethodVisitor mv, Object constant, String type) {
    Integer index = constantIndex.get(constant);
    if (index == null) {
      index = constants.size();
      constants.add(constant);
      constantTypes.add(type);
      constantIndex.put(constant, index);
    }
    mv.visitFieldInsn(Opcodes.GETSTATIC, CLASS_NAME, "k" + index, type);
  }

  private void writeConstants(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    mv.visitCode();
    Handle classData =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classData",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
            false);
    for (int n = 0; n < constants.size(); n++) {
      String type = constantTypes.get(n);
      writer.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "k" + n, type, null, null);
      mv.visitLdcInsn(new ConstantDynamic("_", "[Ljava/lang/Object;", classData));
      Registers.push(mv, n);
      mv.visitInsn(Opcodes.AALOAD);
      mv.visitTypeInsn(
          Opcodes.CHECKCAST, type.startsWith("[") ? type : type.substring(1, type.length() - 1));
      mv.visitFieldInsn(Opcodes.PUTSTATIC, CLASS_NAME, "k" + n, type);
    }
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  // ---------------------------------------------------------------- the class around

  private static void writeConstructor(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "<init>", "()V", null, null);
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.UNIT, "<init>", "()V", false);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void writeLoopBridge(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(0, "enter", LOOP_DESCRIPTOR, null, null);
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitVarInsn(Opcodes.ALOAD, 2);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CLASS_NAME, "body", LOOP_DESCRIPTOR, false);
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  /** Joins of values are values; nothing else that meets is used afterwards. */
  private static final class Writer extends ClassWriter {
    Writer() {
      super(ClassWriter.COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String a, String b) {
      return isValue(a) && isValue(b)
          ? Names.VALUE
          : isList(a) && isList(b) ? Names.VARARGS : "java/lang/Object";
    }

    private static boolean isValue(String name) {
      return name.equals(Names.VALUE)
          || name.equals(Names.NUMBER)
          || name.equals(Names.INTEGER)
          || name.equals(Names.CLOSURE)
          || name.equals(Names.NATIVE)
          || name.equals(Names.TABLE);
    }

    private static boolean isList(String name) {
      return isValue(name) || name.equals(Names.VARARGS) || name.equals(Names.SIGNAL);
    }
  }
}
