package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit;
import dev.moonshift.vm.UnitExit.Kind;
import dev.moonshift.vm.Units;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  private final CodeTier tier;
  private final Code code;
  private final int entry;
  private final byte[] entryTypes;
  private final @Nullable PeeledLoop peeled;
  private final List<Object> constants = new ArrayList<>();
  private final List<String> constantTypes = new ArrayList<>();
  private final Map<Object, Integer> constantIndex = new HashMap<>();
  private final Map<ExitKey, Integer> exitIndex = new HashMap<>();
  private final List<UnitExit> exits = new ArrayList<>();
  private final List<Label> exitLabels = new ArrayList<>();
  private final Map<Label, Renewal> renewals = new LinkedHashMap<>();
  private final Map<Label, Label> overflows = new LinkedHashMap<>();
  private final Label prologue = new Label();

  /** The bytes of a class and the objects that its code refers to. */
  record Compiled(byte[] bytes, Object[] constants) {}

  /** A stub that asks for more fuel, and leaves if there is none. */
  private record Renewal(Label begin, Label leave) {}

  /** What tells exits apart. */
  private record ExitKey(
      Kind kind,
      int pc,
      boolean isSafepoint,
      ByteBuffer shape,
      int fuel,
      int at,
      int expectation) {}

  private UnitCompiler(CodeTier tier, int entry, byte[] entryTypes, @Nullable PeeledLoop peeled) {
    this.tier = tier;
    this.code = tier.code();
    this.entry = entry;
    this.entryTypes = entryTypes;
    this.peeled = peeled;
  }

  /**
   * Compiles.
   *
   * @param entry where the unit enters
   * @param entryTypes what the registers hold there
   * @return the class; null if it would be too large
   */
  static @Nullable Compiled compile(CodeTier tier, int entry, byte[] entryTypes) {
    PeeledLoop peeled = PeeledLoop.around(tier.code(), entry);
    Compiled compiled = new UnitCompiler(tier, entry, entryTypes, peeled).compile();
    return compiled == null && peeled != null
        ? new UnitCompiler(tier, entry, entryTypes, null).compile()
        : compiled;
  }

  private @Nullable Compiled compile() {
    if (code.parameterCount > MAX_PARAMETERS) {
      return null;
    }
    TypeFlow types = new TypeFlow(tier, entry, entryTypes);
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
    Registers registers = new Registers(buffer, code, types, this, isLoop, entryTypes);
    Label end = writeBody(buffer, types, registers, isLoop);
    buffer.writeTo(body);
    body.visitMaxs(0, 0);
    body.visitEnd();
    if (end.getOffset() > MAX_METHOD_BYTES) {
      return null;
    }
    Held held = Held.of(exits);
    if (held.words() > ExitWriter.MAX_WORDS) {
      return null;
    }
    new ExitWriter(CLASS_NAME, held, code.registerCount).write(writer);
    writeConstants(writer);
    writer.visitEnd();
    return new Compiled(writer.toByteArray(), constants.toArray());
  }

  static final String LOOP_DESCRIPTOR =
      "(" + Names.EXECUTION_TYPE + Names.FRAME_TYPE + ")" + Names.VARARGS_TYPE;

  private Label writeBody(
      InstructionBuffer mv, TypeFlow types, Registers registers, boolean isLoop) {
    Emitter out = new Emitter(mv, tier, types, registers, this);
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
      unexpected = exit(Kind.SURPRISED, entry, false, intact, 0, 0, 0);
    } else {
      exit(Kind.EXIT, entry, true, entryTypes, 0, 0, 0);
    }
    Held held = Held.of(exits);
    Label common = new Label();
    for (int n = 0; n < exits.size(); n++) {
      mv.visitLabel(exitLabels.get(n));
      pushConstant(mv, exits.get(n), Names.type(Names.EXIT));
      mv.visitJumpInsn(Opcodes.GOTO, common);
    }
    mv.visitLabel(common);
    registers.pushState(held);
    new ExitWriter(CLASS_NAME, held, code.registerCount).writeCall(mv);
    mv.atFront(true);
    mv.visitLabel(prologue);
    registers.writePrologue(entry, entryTypes, held);
    if (isLoop) {
      registers.loadFromFrame(entryTypes, unexpected);
    } else {
      out.checkSafepoint(entry, entryTypes);
    }
    out.peel(peeled);
    if (entry == 0 && peeled == null) {
      registers.convert(entryTypes, types.before(0)); // it is what comes next
    } else {
      out.edge(-1, entry, entryTypes);
    }
    mv.atFront(false);
    overflows.forEach(
        (leave, begin) -> {
          out.label(begin);
          out.emit(Opcodes.POP);
          out.jump(leave);
        });
    renewals.forEach((behind, renewal) -> writeRenewal(out, behind, renewal));
    Label end = new Label();
    mv.visitLabel(end);
    return end;
  }

  private static void writeInstructions(
      TypeFlow types, InstructionWriter writer, int from, int to) {
    for (int pc = from; pc < to; pc++) {
      if (types.isReachable(pc)) {
        writer.write(pc);
      }
    }
  }

  /** How many slots of the stack an activation takes, without arguments that have no names. */
  int slots() {
    return Units.slots(code);
  }

  /** Whether it enters at the function's entry. */
  boolean isFunction() {
    return entry == 0;
  }

  /** What a parameter is expected to be, if it enters at the function's entry. */
  byte parameterType(int p) {
    return entryTypes[p];
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

  /**
   * Returns the label to jump to where there is no fuel.
   *
   * @param behind where to go on if there is more
   * @param leave where to leave if not
   */
  Label renewal(Label behind, Label leave) {
    return renewals.computeIfAbsent(behind, key -> new Renewal(new Label(), leave)).begin();
  }

  /** Returns the handler of exceptions that leaves where a calculation with ints overflows. */
  Label overflow(Label leave) {
    return overflows.computeIfAbsent(leave, key -> new Label());
  }

  private static void writeRenewal(Emitter out, Label behind, Renewal renewal) {
    Registers registers = out.registers;
    out.label(renewal.begin());
    out.aload(registers.execution());
    out.iload(registers.fuel());
    out.support("renew", "(" + Names.EXECUTION_TYPE + "I)I");
    out.istore(registers.fuel());
    out.iload(registers.fuel());
    out.jump(Opcodes.IFGT, behind);
    out.jump(renewal.leave());
  }

  /** Returns the label to jump to for leaving. */
  Label exit(
      Kind kind, int pc, boolean isSafepoint, byte[] types, int fuel, int at, int expectation) {
    byte[] shape = types.clone();
    ExitKey key = new ExitKey(kind, pc, isSafepoint, ByteBuffer.wrap(shape), fuel, at, expectation);
    Integer known = exitIndex.get(key);
    if (known != null) {
      return exitLabels.get(known);
    }
    exitIndex.put(key, exits.size());
    int top = kind == Kind.SIGNAL ? topWhileCalled(pc - 1) : Openness.top(code, pc);
    exits.add(new UnitExit(kind, pc, isSafepoint, shape, top, fuel, tier, at, expectation));
    exitLabels.add(new Label());
    return exitLabels.get(exits.size() - 1);
  }

  /**
   * The frame's top while an instruction waits for what it called: of a concatenation, the last
   * operand; else none, as the callee has not given its list yet, and has taken the one before.
   */
  private int topWhileCalled(int pc) {
    int i = code.instructions[pc];
    return Instruction.opcode(i) == Opcode.CONCAT ? Instruction.c(i) : -1;
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
