package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import dev.moonshift.vm.Units;
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
 * body(execution, closure, depth, height, p0, p1, ...[, varargs])     enters at the function's entry
 * body(execution, frame)                                      enters where that frame goes on
 *   prologue     where it begins: a loop's registers come from the frame
 *   code         the instructions, in their order
 *   stubs        for each place to leave at: says which
 *   exit         gives all JVM locals to the method that makes the interpreter's frame of them
 *   overflows    for each calculation with ints: leaves if the result is none
 *   renewals     for each safepoint: asks for more fuel
 * }</pre>
 */
final class UnitCompiler {
  /** HotSpot never compiles a method with more bytes of bytecode than this. */
  static final int MAX_METHOD_BYTES = 8000;

  /**
   * So many instructions of callees are written into a unit, or else fewer: with more bytes than
   * the second, the JVM's quick compiler may fail, and the unit is interpreted by the JVM for long.
   * Each number is a try, and less is tried where the one before shows that so many do not fit.
   */
  private static final int[] INLINED = {200, 60, 0};

  static final int MAX_INLINED_BYTES = 3500;

  /**
   * So many instructions of a unit may follow each other without a look at the fuel, and with less
   * fuel than {@link #LEAST_FUEL} it does not return or go on: so it cannot run past the place
   * where the interpreter stops in code without safepoints.
   */
  private static final int MAX_STRETCH = 600;

  /** See above. */
  static final int LEAST_FUEL = MAX_STRETCH - Units.STRAIGHT_LINE_LIMIT;

  /** The JVM passes 255 words at most; more parameters than this are rare. */
  static final int MAX_PARAMETERS = 60;

  private static final String CLASS_NAME = Names.VM + "CompiledUnit";

  private final Inlining inlining;
  private final CodeTier tier;
  private final Code code;
  private final int entry;
  private final byte[] entryTypes;
  private final @Nullable PeeledLoop peeled;
  private final List<Object> constants = new ArrayList<>();
  private final List<String> constantTypes = new ArrayList<>();
  private final Map<Object, Integer> constantIndex = new HashMap<>();
  private final List<ExitWriter> leaveMethods = new ArrayList<>();
  private final List<Emitter> inlined = new ArrayList<>();
  private final Label prologue = new Label();

  /** How many instructions of callees would fit, once it is known that there are too many. */
  private int fitting;

  /**
   * A class.
   *
   * @param constants the objects that its code refers to
   * @param inlined the functions that are written into it, with what was expected of them
   * @param length how many bytes of bytecode the method takes
   */
  record Compiled(byte[] bytes, Object[] constants, List<Profile> inlined, int length) {}

  private UnitCompiler(
      Inlining inlining, int entry, byte[] entryTypes, @Nullable PeeledLoop peeled) {
    this.inlining = inlining;
    this.tier = inlining.profile().tier();
    this.code = tier.code();
    this.entry = entry;
    this.entryTypes = entryTypes;
    this.peeled = peeled;
  }

  /**
   * Compiles; what is too large with callees in it, without them.
   *
   * @param entry where the unit enters
   * @param entryTypes what the registers hold there
   * @return the class; null if it would be too large
   */
  static @Nullable Compiled compile(CodeTier tier, int entry, byte[] entryTypes) {
    PeeledLoop peeled = PeeledLoop.around(tier.code(), entry);
    Compiled compiled = null;
    int fitting = MAX_STRETCH;
    for (int room : INLINED) {
      Inlining inlining = Inlining.of(tier, Math.min(room, fitting));
      UnitCompiler compiler = new UnitCompiler(inlining, entry, entryTypes, peeled);
      compiled = compiler.compile();
      if (compiled != null || inlining.isEmpty()) {
        break;
      }
      fitting = compiler.fitting;
    }
    return compiled == null && peeled != null
        ? new UnitCompiler(Inlining.of(tier, 0), entry, entryTypes, null).compile()
        : compiled;
  }

  private @Nullable Compiled compile() {
    if (code.parameterCount > MAX_PARAMETERS) {
      return null;
    }
    TypeFlow types = new TypeFlow(inlining, entry, entryTypes);
    if (types.reachableCount() > MAX_STRETCH) {
      return null;
    }
    ClassWriter writer = new Writer();
    writer.visit(
        Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, CLASS_NAME, null, Names.UNIT, null);
    writeConstructor(writer);
    boolean isLoop = entry != 0;
    if (isLoop) {
      writeLoopBridge(writer);
    } else {
      new EntryBridges(this, tier, CLASS_NAME, entryTypes).write(writer);
    }
    String descriptor = isLoop ? LOOP_DESCRIPTOR : EntryBridges.bodyDescriptor(code, entryTypes);
    MethodVisitor body =
        writer.visitMethod(
            Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE, "body", descriptor, null, null);
    body.visitCode();
    InstructionBuffer buffer = new InstructionBuffer();
    Registers registers = Registers.ofUnit(buffer, types, this, isLoop, entryTypes);
    Label end = writeBody(buffer, types, registers, isLoop);
    buffer.writeTo(body);
    int length = end.getOffset();
    if (length > (inlining.isEmpty() ? MAX_METHOD_BYTES : MAX_INLINED_BYTES)
        || !leaveMethods.stream().allMatch(ExitWriter::isPossible)) {
      fitting = fitting(types.reachableCount(), length);
      return null; // before the JVM's frames are computed, which is half of the work
    }
    body.visitMaxs(0, 0);
    body.visitEnd();
    leaveMethods.forEach(method -> method.write(writer));
    writeConstants(writer);
    writer.visitEnd();
    List<Profile> written = new ArrayList<>();
    inlining.forEachInlined(written::add);
    return new Compiled(writer.toByteArray(), constants.toArray(), written, length);
  }

  /**
   * How many instructions of callees fit if each takes as many bytes as those did that do not, and
   * some more: to guess too high costs one more try, to guess too low may cost a callee.
   */
  private int fitting(int ownCount, int length) {
    int guess = MAX_INLINED_BYTES * (ownCount + inlining.inlinedCount()) / length - ownCount;
    return guess + guess / 8;
  }

  static final String LOOP_DESCRIPTOR =
      "(" + Names.EXECUTION_TYPE + Names.FRAME_TYPE + ")" + Names.VARARGS_TYPE;

  private Label writeBody(
      InstructionBuffer mv, TypeFlow types, Registers registers, boolean isLoop) {
    InstructionBuffer.Place front = mv.reserve();
    Emitter out = new Emitter(mv, types, registers, this, null);
    InstructionWriter writer = new InstructionWriter(out);
    out.isJoined.set(entry);
    if (peeled != null) {
      out.peel(peeled);
      writeInstructions(types, writer, peeled.first(), peeled.last() + 1);
      out.peel(null);
    }
    writeInstructions(types, writer, 0, code.instructions.length);
    Label unexpected = new Label();
    if (isLoop) {
      byte[] intact = new byte[code.registerCount]; // the frame holds them all
      unexpected = out.exits.exit(Kind.SURPRISED, entry, false, intact, 0, 0, 0);
    } else {
      out.exits.exit(Kind.EXIT, entry, true, entryTypes, 0, 0, 0);
    }
    inlined.forEach(function -> function.exits.writeStubs(function));
    out.exits.writeStubs(out);
    Label surprised = unexpected;
    mv.writeAt(front, () -> writeFront(out, surprised));
    inlined.forEach(function -> function.exits.writeDetours(function));
    out.exits.writeDetours(out);
    Label end = new Label();
    mv.visitLabel(end);
    return end;
  }

  private void writeFront(Emitter out, Label unexpected) {
    Registers registers = out.registers;
    out.label(prologue);
    registers.writePrologue(entryTypes, out.exits.held());
    if (isFunction()) {
      out.checkSafepoint(entry, entryTypes);
    } else {
      registers.loadFromFrame(entryTypes, unexpected);
    }
    out.peel(peeled);
    if (isFunction() && peeled == null) {
      out.convert(entryTypes, 0); // it is what comes next
    } else {
      out.edge(-1, entry, entryTypes);
    }
  }

  private static void writeInstructions(
      TypeFlow types, InstructionWriter writer, int from, int to) {
    for (int pc = from; pc < to; pc++) {
      if (types.isReachable(pc)) {
        writer.write(pc);
      }
    }
  }

  /** Whether it enters at the function's entry. */
  boolean isFunction() {
    return entry == 0;
  }

  /** Whether a call of some code may go straight to the unit's own. */
  boolean isOf(Code called) {
    return isFunction() && called == code;
  }

  /** What the parameters hold where it enters at the function's entry. */
  byte[] parameterTypes() {
    return Arrays.copyOf(entryTypes, code.parameterCount);
  }

  /** Calls the unit's own code: the activation and the arguments are on the JVM's stack. */
  void callBody(Emitter out) {
    out.callStatic(CLASS_NAME, "body", EntryBridges.bodyDescriptor(code, entryTypes));
  }

  /**
   * Starts again as the activation of the closure in temporary 0, in place of the one so far: the
   * arguments are on the JVM's stack, and the fuel is stored.
   */
  void startAgain(Emitter out) {
    out.registers.becomeTailCall(entryTypes);
    out.jump(prologue);
  }

  /** Takes a function that is written into the unit: its exits are to follow. */
  void addInlined(Emitter function) {
    inlined.add(function);
  }

  /** Calls the method that makes a frame of all locals. */
  void callLeave(Emitter out, Held held, int registerCount) {
    String name = "leave" + (leaveMethods.isEmpty() ? "" : leaveMethods.size());
    ExitWriter method = new ExitWriter(CLASS_NAME, name, held, registerCount);
    leaveMethods.add(method);
    method.writeCall(out);
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
