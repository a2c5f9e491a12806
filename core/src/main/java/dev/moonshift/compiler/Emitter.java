package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Where the writing of a unit's instructions stands, and what all instructions need: ways out, ways
 * on, and fuel.
 *
 * <p>Fuel is counted in a JVM local. What the instructions of a stretch without jumps have used is
 * added up here and taken off at its end, or at an exit.
 */
final class Emitter {
  final Code code;
  final TypeFlow types;
  final Registers registers;
  final UnitCompiler unit;
  final Exits exits;

  /** The call in whose place this function is written, or null. */
  final @Nullable InlinedCall inlined;

  private final Label[] labels;

  /** While the copy of a loop is written: the loop, and its labels. */
  private @Nullable PeeledLoop peeled;

  private final Label[] peeledLabels;

  /** Where more than one way, or a jump, arrives. */
  final BitSet isJoined;

  /** What the registers hold before the instruction that is being written. */
  byte[] now = {};

  /** What has been used and not yet taken off. */
  int fuel;

  /**
   * Whether this unit may return with a debt that it does not know of: what it calls leaves some,
   * and much may follow.
   */
  private final boolean mayOwe;

  /** Whether the instruction before runs on into the next. */
  boolean isOpenEnded;

  private final InstructionBuffer mv;

  Emitter(
      InstructionBuffer mv,
      TypeFlow types,
      Registers registers,
      UnitCompiler unit,
      @Nullable InlinedCall inlined) {
    this.mv = mv;
    this.code = types.code();
    this.types = types;
    this.registers = registers;
    this.unit = unit;
    this.inlined = inlined;
    exits = new Exits(types.tier());
    labels = new Label[code.instructions.length + 1];
    peeledLabels = new Label[code.instructions.length + 1];
    isJoined = new BitSet();
    for (int pc = 0; pc < code.instructions.length; pc++) {
      labels[pc] = new Label();
      peeledLabels[pc] = new Label();
      if (types.isReachable(pc)) {
        int[] next = types.successors(pc);
        for (int there : next) {
          if (next.length > 1 || there != pc + 1) {
            isJoined.set(there);
          }
        }
      }
    }
    for (int pc = 1; pc < code.instructions.length; pc++) {
      if (types.isReachable(pc)
          && (types.countsUp(pc) || !types.shared().at(pc).equals(types.shared().at(pc - 1)))) {
        isJoined.set(pc); // a register becomes an int, or variables begin to be shared
      }
    }
    mayOwe = types.reachableCount() > -UnitCompiler.LEAST_FUEL / 2 || callsUnits();
  }

  private boolean callsUnits() {
    for (int pc = 0; pc < code.instructions.length; pc++) {
      if (!types.isReachable(pc)) {
        continue;
      }
      switch (Instruction.opcode(types.instruction(pc))) {
        case Opcode.CALL:
        case Opcode.TAILCALL:
          if (types.mayCallUnit(pc)) {
            return true;
          }
          break; // the end of a native call is a safepoint
        case Opcode.TFORCALL:
          return true;
        default:
          if (types.isHandled(pc)) {
            return true;
          }
      }
    }
    return false;
  }

  /**
   * Begins to write a callee in place of a call.
   *
   * @param call where it returns to; null if that is whoever called the unit
   * @param isTailCall whether the callee takes the place of this function's activation
   */
  Emitter begin(TypeFlow callee, @Nullable InlinedCall call, boolean isTailCall) {
    Registers inner = Registers.ofInlined(mv, callee, registers, isTailCall);
    Emitter made = new Emitter(mv, callee, inner, unit, call);
    unit.addInlined(made);
    return made;
  }

  /** Reserves a place behind what has been written so far. */
  InstructionBuffer.Place reserve() {
    return mv.reserve();
  }

  /** Has something written to a reserved place. */
  void writeAt(InstructionBuffer.Place place, Runnable writing) {
    mv.writeAt(place, writing);
  }

  /** Where an instruction's code begins. */
  Label label(int pc) {
    return peeled != null && peeled.contains(pc) ? peeledLabels[pc] : labels[pc];
  }

  /** Begins or ends the copy of a loop. */
  void peel(@Nullable PeeledLoop loop) {
    peeled = loop;
    isOpenEnded = false; // a loop ends with a jump
  }

  /** Makes registers hold what an instruction expects; leaves before it where they cannot. */
  void convert(byte[] held, int to) {
    byte[] from = held;
    if (types.countsUp(to)) {
      int counter = Instruction.a(types.instruction(to)) + 2;
      if (from[counter] != TypeFlow.INT) {
        Label leave = exits.exit(Kind.FAILED, to, false, live(to, from), 0, to, CodeTier.NUMBERS);
        registers.pushRegister(from, counter);
        astore(registers.temporary(0));
        registers.unbox(TypeFlow.INT, registers.temporary(0), leave);
        registers.storeInt(counter);
        from = from.clone();
        from[counter] = TypeFlow.INT;
      }
    }
    registers.convert(from, types.before(to));
  }

  /** Goes on at another instruction, with registers as they are given. */
  void edge(int from, int to, byte[] after) {
    convert(after, to);
    if (from >= 0 && to <= from + 1 && isBackward(from, to)) {
      checkSafepoint(to, types.before(to), label(to));
    }
    jump(label(to));
    if (from < 0) {
      isJoined.set(to);
    }
  }

  private boolean isBackward(int from, int to) {
    int opcode = Instruction.opcode(types.instruction(from));
    switch (opcode) {
      case Opcode.FORLOOP:
      case Opcode.TFORLOOP:
        return true;
      case Opcode.FORPREP: // to the end of the loop, be it the next instruction
        return false;
      case Opcode.JMP:
        return to <= from;
      default: // a test: its jump is the next instruction
        return to <= from + 1;
    }
  }

  /** A safepoint; goes on behind it. */
  void checkSafepoint(int pc, byte[] held) {
    Label behind = new Label();
    checkSafepoint(pc, held, behind);
    label(behind);
  }

  /**
   * A safepoint: leaves if an audit is due, or if there is no fuel and no more is to be had.
   *
   * @param pc where the interpreter goes on
   * @param held what the registers hold there
   * @param behind where the unit goes on if it was given more
   */
  private void checkSafepoint(int pc, byte[] held, Label behind) {
    Label leave = exits.exit(Kind.EXIT, pc, true, held, 0, 0, 0);
    iload(registers.fuel());
    jump(Opcodes.IFLE, exits.renewal(behind, leave));
    aload(registers.execution());
    getField(Names.EXECUTION, "auditDue", "Z");
    jump(Opcodes.IFNE, leave);
  }

  /** As {@link #checkDebt}, before a return. */
  void checkDebtAtReturn(int pc) {
    if (mayOwe) {
      checkDebt(pc, live(pc, now), fuel);
    }
  }

  /**
   * Leaves where more fuel has been used than a unit may owe: see {@code UnitCompiler}. Where
   * returns are not checked, what can follow until then counts as used.
   *
   * @param pc where the interpreter goes on
   * @param held what the registers hold there
   * @param pending what has been used and not yet taken off
   */
  void checkDebt(int pc, byte[] held, int pending) {
    iload(registers.fuel());
    push(leastFuel(pending));
    jump(Opcodes.IF_ICMPLT, exits.exit(Kind.EXIT, pc, false, held, pending, 0, 0));
  }

  /** Gives all locals to the method that makes a frame of them, and passes its signal on. */
  void leave(Held held) {
    registers.pushState(held);
    unit.callLeave(this, held, code.registerCount);
    if (inlined == null) {
      emit(Opcodes.ARETURN);
    } else {
      inlined.leave();
    }
  }

  /** The least fuel with which a unit may go on after what may have used much. */
  int leastFuel(int pending) {
    return UnitCompiler.LEAST_FUEL + pending + (mayOwe ? 0 : types.reachableCount());
  }

  void settleFuel() {
    registers.useFuel(fuel);
    fuel = 0;
  }

  Label exit(int pc) {
    return exits.exit(Kind.EXIT, pc, false, live(pc, now), fuel, 0, 0);
  }

  Label failed(int pc, int newExpectation) {
    return exits.exit(Kind.FAILED, pc, false, live(pc, now), fuel, pc, newExpectation);
  }

  /** Where to leave if a metamethod or an error is due: often, and it is compiled differently. */
  Label unhandled(int pc) {
    return types.expectation(pc) == CodeTier.ANYTHING ? exit(pc) : failed(pc, CodeTier.ANYTHING);
  }

  /** What registers hold, of those that are live. */
  byte[] live(int pc, byte[] held) {
    byte[] kept = held.clone();
    for (int r = 0; r < kept.length; r++) {
      boolean isKept = r < code.registerCount && types.isLive(pc, r);
      if (!isKept || kept[r] == TypeFlow.SHARED) {
        kept[r] = TypeFlow.NOTHING;
      }
    }
    return kept;
  }

  /** What registers hold after an instruction, of those that are live at the next. */
  byte[] liveAfter(int pc, int next) {
    return live(next, after(pc));
  }

  /** What registers hold after an instruction. */
  byte[] after(int pc) {
    byte[] held = now.clone();
    types.transfer(held, pc);
    return held;
  }

  /** Ends a stretch: the instruction has been paid, and control goes to given places only. */
  void jump(int pc, int to) {
    byte[] after = now.clone();
    types.along(after, pc, true);
    edge(pc, to, after);
    isOpenEnded = false;
  }

  /** Goes on at another instruction than the next. */
  void jumpOver(int pc, int to) {
    settleFuel();
    byte[] after = now.clone();
    types.along(after, pc, false);
    convert(after, to);
    jump(label(to));
    isJoined.set(to);
    isOpenEnded = false;
  }

  /** Counts an instruction and applies its effect on types. */
  void done(int pc) {
    fuel++;
    types.transfer(now, pc);
  }

  void support(String name, String descriptor) {
    callStatic(Names.SUPPORT, name, descriptor);
  }

  void operatorSupport(String name, String descriptor) {
    callStatic(Names.OPERATOR_SUPPORT, name, descriptor);
  }

  void tableSupport(String name, String descriptor) {
    callStatic(Names.TABLE_SUPPORT, name, descriptor);
  }

  void loopSupport(String name, String descriptor) {
    callStatic(Names.LOOP_SUPPORT, name, descriptor);
  }

  void pushArray(int first, int count) {
    Registers.push(mv, count);
    newArray(Names.VALUE);
    for (int n = 0; n < count; n++) {
      emit(Opcodes.DUP);
      Registers.push(mv, n);
      registers.pushRegister(now, first + n);
      emit(Opcodes.AASTORE);
    }
  }

  /** Pushes registers as a list. */
  void pushList(int first, int count) {
    pushArray(first, count);
    support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
  }

  void pushUpvalue(int index) {
    aload(registers.upvalues());
    Registers.push(mv, index);
    emit(Opcodes.AALOAD);
    callVirtual(Names.UP_VALUE, "get", "()" + Names.VALUE_TYPE);
  }

  void closeUpvalues(int a) {
    if (a > 0 && !types.shared().isEmpty()) {
      aload(registers.frame());
      Registers.push(mv, a - 1);
      callVirtual(Names.FRAME, "closeUpvalues", "(I)V");
    }
  }

  boolean isText(int rk) {
    return Instruction.isConstant(rk) && !(registers.constant(rk) instanceof LuaNumber);
  }

  boolean isSingleton(int rk) {
    if (!Instruction.isConstant(rk)) {
      return false;
    }
    LuaValue value = registers.constant(rk);
    return value == LuaValue.NIL || value == LuaValue.TRUE || value == LuaValue.FALSE;
  }

  /** Whether a register may hold a result of an instruction as a number without a box. */
  boolean isEither(int pc, int r) {
    return after(pc)[r] == TypeFlow.EITHER;
  }

  /** Pops a result of an instruction into a register. */
  void storeResult(int pc, int r) {
    if (isEither(pc, r)) {
      emit(Opcodes.DCONST_0);
      registers.storeEither(r);
    } else {
      registers.storeValue(r);
    }
  }

  /** As that, for a double and a reference below it, which counts unless it is null. */
  void storeEither(int pc, int r) {
    if (isEither(pc, r)) {
      registers.storeEither(r);
    } else {
      support("box", "(" + Names.VALUE_TYPE + "D)" + Names.VALUE_TYPE);
      registers.storeValue(r);
    }
  }

  /** Pushes a list of registers followed by the open values; leaves if it is long. */
  void pushOpenList(int pc, int first, int top) {
    pushArray(first, Math.max(0, top - first));
    aload(registers.open());
    support("list", "([" + Names.VALUE_TYPE + Names.VARARGS_TYPE + ")" + Names.VARARGS_TYPE);
    astore(registers.temporaryList());
    aload(registers.temporaryList());
    jump(Opcodes.IFNULL, exit(pc));
    aload(registers.temporaryList());
  }

  // ---------------------------------------------------------------- the JVM's instructions

  void emit(int opcode) {
    mv.visitInsn(opcode);
  }

  void aload(int local) {
    mv.visitVarInsn(Opcodes.ALOAD, local);
  }

  void astore(int local) {
    mv.visitVarInsn(Opcodes.ASTORE, local);
  }

  void iload(int local) {
    mv.visitVarInsn(Opcodes.ILOAD, local);
  }

  void istore(int local) {
    mv.visitVarInsn(Opcodes.ISTORE, local);
  }

  void dload(int local) {
    mv.visitVarInsn(Opcodes.DLOAD, local);
  }

  void dstore(int local) {
    mv.visitVarInsn(Opcodes.DSTORE, local);
  }

  void push(int constant) {
    Registers.push(mv, constant);
  }

  void push(double constant) {
    mv.visitLdcInsn(constant);
  }

  void pushNil() {
    EntryBridges.pushNil(mv);
  }

  void pushNone() {
    EntryBridges.pushNone(mv);
  }

  /** Pushes an object that the unit's class holds. */
  void pushConstant(Object constant, String type) {
    unit.pushConstant(mv, constant, type);
  }

  void label(Label label) {
    mv.visitLabel(label);
  }

  void jump(Label to) {
    mv.visitJumpInsn(Opcodes.GOTO, to);
  }

  void jump(int opcode, Label to) {
    mv.visitJumpInsn(opcode, to);
  }

  void callStatic(String owner, String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  void callVirtual(String owner, String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
  }

  void instanceOf(String type) {
    mv.visitTypeInsn(Opcodes.INSTANCEOF, type);
  }

  void cast(String type) {
    mv.visitTypeInsn(Opcodes.CHECKCAST, type);
  }

  void newArray(String type) {
    mv.visitTypeInsn(Opcodes.ANEWARRAY, type);
  }

  void getField(String owner, String name, String type) {
    mv.visitFieldInsn(Opcodes.GETFIELD, owner, name, type);
  }

  void getStatic(String owner, String name, String type) {
    mv.visitFieldInsn(Opcodes.GETSTATIC, owner, name, type);
  }

  void addToInt(int local, int amount) {
    mv.visitIincInsn(local, amount);
  }

  void tryCatch(Label start, Label end, Label handler) {
    mv.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
  }

  /**
   * Calculates with the two ints on the JVM's stack by a method of {@code Math} which throws if the
   * result is none, for which the JVM has but the instruction and a jump; leaves then.
   */
  void callExact(String name, Label leave) {
    Label start = new Label();
    Label end = new Label();
    mv.visitTryCatchBlock(start, end, exits.overflow(leave), "java/lang/ArithmeticException");
    label(start);
    callStatic("java/lang/Math", name, "(II)I");
    label(end);
  }
}
