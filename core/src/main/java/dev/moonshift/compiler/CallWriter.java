package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import java.util.Arrays;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits a call: of a Lua function with a unit, or of a native one. */
final class CallWriter {
  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;
  private final ArgumentWriter arguments;
  private final ResultWriter results;
  private final NativeCallWriter natives;
  private final int pc;
  private final int a;
  private final int b;
  private final int c;

  CallWriter(Emitter out, int pc, int a, int b, int c) {
    this(out, pc, a, b, c, a);
  }

  private CallWriter(Emitter out, int pc, int a, int b, int c, int first) {
    this.out = out;
    types = out.types;
    registers = out.registers;
    unit = out.unit;
    this.pc = pc;
    this.a = a;
    this.b = b;
    this.c = c;
    arguments = new ArgumentWriter(out, a + 1, b - 1);
    results = new ResultWriter(out, pc, first, c - 1);
    natives = new NativeCallWriter(out, results, pc, a, b, c);
  }

  void write() {
    prepare();
    if (types.inlined(pc) != null) {
      new InlineWriter(out, pc).writeCall(new InlinedCall(out, results, pc, a, c - 1));
      types.transfer(out.now, pc);
      return;
    }
    switch (types.callee(pc)) {
      case Code.LUA:
        writeExpected(Names.CLOSURE);
        writeLuaCall(false);
        results.takeAnswer();
        break;
      case Code.SELF:
        Label other = new Label();
        Label joined = new Label();
        if (canCallSelf()) {
          writeSelfCall(other);
          results.takeAnswer();
          out.jump(joined);
          out.label(other);
        }
        writeExpected(Names.CLOSURE);
        writeLuaCall(false);
        results.takeAnswer();
        out.label(joined);
        break;
      case Code.NUMERIC:
      case Code.LEAF:
      case Code.NATIVE:
        natives.write();
        break;
      default:
        Label isNative = new Label();
        Label after = new Label();
        out.aload(registers.temporary(0));
        out.instanceOf(Names.CLOSURE);
        out.jump(Opcodes.IFEQ, isNative);
        writeLuaCall(false);
        results.takeAnswer();
        out.jump(after);
        out.label(isNative);
        natives.write();
        out.label(after);
    }
    types.transfer(out.now, pc);
  }

  /**
   * Writes a call in tail position. A Lua function takes the place of this activation; a native one
   * is called, and the return that follows passes on what it gives.
   */
  void writeTail() {
    prepare();
    if (types.inlined(pc) != null) {
      new InlineWriter(out, pc).writeTailCall();
      out.isOpenEnded = false;
      return;
    }
    switch (types.callee(pc)) {
      case Code.LUA:
      case Code.SELF:
        writeExpected(Names.CLOSURE);
        writeLuaTailCall();
        out.isOpenEnded = false;
        return;
      case Code.NUMERIC:
      case Code.LEAF:
      case Code.NATIVE:
        natives.write();
        break;
      default:
        Label isNative = new Label();
        out.aload(registers.temporary(0));
        out.instanceOf(Names.CLOSURE);
        out.jump(Opcodes.IFEQ, isNative);
        writeLuaTailCall();
        out.label(isNative);
        natives.write();
    }
    types.transfer(out.now, pc);
  }

  /** Puts the callee into temporary 0, and an open list of arguments into the temporary for it. */
  private void prepare() {
    out.settleFuel();
    registers.pushRegister(out.now, a);
    out.astore(registers.temporary(0));
    if (b == 0 && natives.takesOpenList()) {
      out.aload(registers.open());
      out.support("isLong", "(" + Names.VARARGS_TYPE + ")Z");
      out.jump(Opcodes.IFNE, out.exit(pc));
    } else if (b == 0) {
      out.pushOpenList(pc, a + 1, Openness.top(out.code, pc));
      out.emit(Opcodes.POP); // it is in its temporary
    }
  }

  /** Leaves if the callee is not what is expected. */
  private void writeExpected(String type) {
    out.aload(registers.temporary(0));
    out.instanceOf(type);
    out.jump(Opcodes.IFEQ, out.failed(pc, CodeTier.NUMBERS));
  }

  /** A loop's call of its iterator, which is in temporary 0. */
  static CallWriter ofIterator(Emitter out, int pc, int a, int count) {
    return new CallWriter(out, pc, a, 3, count + 1, a + 3);
  }

  /** Writes the iterator in place of its call. */
  void writeInlinedIterator() {
    new InlineWriter(out, pc).writeCall(new InlinedCall(out, results, pc, a + 3, c - 1));
    out.addToInt(registers.fuel(), 1); // counted with the others, and paid already
  }

  /** Calls the iterator with temporaries 1 and 2. */
  void writeIterator() {
    Label isNative = new Label();
    Label done = new Label();
    out.aload(registers.temporary(0));
    out.instanceOf(Names.CLOSURE);
    out.jump(Opcodes.IFEQ, isNative);
    writeLuaCall(true);
    results.takeAnswer();
    out.jump(done);
    out.label(isNative);
    natives.writeIterator();
    out.label(done);
    out.addToInt(registers.fuel(), 1); // counted with the others, and paid already
  }

  /** Whether a call of the unit's own function may go straight to its code. */
  private boolean canCallSelf() {
    return unit.isOf(out.code) && b - 1 == out.code.parameterCount && !out.code.isVararg;
  }

  private void writeSelfCall(Label other) {
    arguments.check(unit.parameterTypes(), other);
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.pushConstant(out.code, Names.type(Names.CODE));
    registers.pushHeight();
    out.support(
        "isCallable",
        "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + Names.type(Names.CODE) + "I)Z");
    out.jump(Opcodes.IFEQ, other);
    registers.useFuel(1);
    registers.storeFuel();
    pushActivation();
    arguments.push(unit.parameterTypes());
    unit.callBody(out);
    out.astore(registers.temporaryList());
  }

  /** A Lua function takes the place of this activation, or the unit leaves. */
  private void writeLuaTailCall() {
    if (out.inlined != null) {
      writeTailCallOfInlined(out.inlined);
    } else {
      writeTailCallOfUnit();
    }
  }

  /** It is called by who called this activation, which is written into that one's code. */
  private void writeTailCallOfInlined(InlinedCall call) {
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    registers.pushBelow();
    pushGiven();
    findUnit();
    endActivation();
    callInPlace();
    out.astore(registers.temporaryList());
    call.takeAnswer();
  }

  /** Takes the unit of what is on the JVM's stack into its temporary; leaves if there is none. */
  private void findUnit() {
    out.support(
        "callable", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)" + Names.type(Names.UNIT));
    out.astore(registers.temporaryObject());
    out.aload(registers.temporaryObject());
    out.jump(Opcodes.IFNULL, out.exit(pc));
  }

  /** Calls the unit in its temporary in place of this activation. */
  private void callInPlace() {
    out.aload(registers.temporaryObject());
    out.cast(Names.UNIT);
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.cast(Names.CLOSURE);
    registers.pushLevel();
    out.emit(Opcodes.INEG);
    registers.pushBelow();
    out.callVirtual(Names.UNIT, "call", pushArguments(a + 1, out.now));
  }

  private void writeTailCallOfUnit() {
    Label other = new Label();
    Label byList = new Label();
    if (types.callee(pc) == Code.SELF && canCallSelf()) {
      out.aload(registers.temporary(0));
      out.pushConstant(out.code, Names.type(Names.CODE));
      out.support("isOf", "(" + Names.VALUE_TYPE + Names.type(Names.CODE) + ")Z");
      out.jump(Opcodes.IFEQ, other);
      arguments.check(unit.parameterTypes(), other);
      endActivation();
      arguments.push(unit.parameterTypes());
      unit.startAgain(out);
      out.label(other);
    }
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    registers.pushBelow();
    pushGiven();
    out.support(
        "tailCallable",
        "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)" + Names.type(Names.UNIT));
    out.astore(registers.temporaryObject());
    out.aload(registers.temporaryObject());
    out.jump(Opcodes.IFNULL, byList);
    endActivation();
    callInPlace();
    out.aload(registers.execution());
    out.support(
        "afterTailCall",
        "(" + Names.VARARGS_TYPE + Names.EXECUTION_TYPE + ")" + Names.VARARGS_TYPE);
    out.emit(Opcodes.ARETURN);

    out.label(byList);
    if (b != 0) {
      out.pushList(a + 1, b - 1);
      out.astore(registers.temporaryList());
    }
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    registers.pushBelow();
    pushGiven();
    out.support("isTailCallable", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)Z");
    out.jump(Opcodes.IFEQ, out.exit(pc));
    endActivation();
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.aload(registers.temporaryList());
    out.support(
        "tailCall",
        "("
            + Names.EXECUTION_TYPE
            + Names.VALUE_TYPE
            + Names.VARARGS_TYPE
            + ")"
            + Names.VARARGS_TYPE);
    out.emit(Opcodes.ARETURN);
  }

  /** Pays for a call that takes the place of this activation. */
  private void endActivation() {
    registers.useFuel(1);
    registers.storeFuel();
    out.closeUpvalues(1); // all of them
  }

  /** Pushes how many arguments there are. */
  private void pushGiven() {
    if (b == 0) {
      out.aload(registers.temporaryList());
      out.callVirtual(Names.VARARGS, "narg", "()I");
    } else {
      out.push(b - 1);
    }
  }

  /** Pushes what all calls of units begin with. */
  private void pushActivation() {
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.cast(Names.CLOSURE);
    registers.pushLevel();
    out.emit(Opcodes.ICONST_1);
    out.emit(Opcodes.IADD);
    registers.pushHeight();
  }

  private void writeLuaCall(boolean isIterator) {
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    registers.pushHeight();
    if (isIterator) {
      out.push(2);
    } else {
      pushGiven();
    }
    findUnit();
    registers.useFuel(1);
    registers.storeFuel();
    if (isIterator) {
      out.aload(registers.temporaryObject());
      out.cast(Names.UNIT);
      pushActivation();
      out.aload(registers.temporary(1));
      out.aload(registers.temporary(2));
      out.callVirtual(Names.UNIT, "call", EntryBridges.callDescriptor(2));
      out.astore(registers.temporaryList());
      return;
    }
    Label isBoxed = new Label();
    Label done = new Label();
    byte[] numbers = out.now.clone();
    for (int r = a + 1; r < a + b && b - 1 <= EntryBridges.MAX_TYPED; r++) {
      if (numbers[r] == TypeFlow.EITHER) {
        registers.pushReference(out.now, r);
        out.jump(Opcodes.IFNONNULL, isBoxed);
        numbers[r] = TypeFlow.DOUBLE;
      }
    }
    if (!Arrays.equals(numbers, out.now)) {
      callUnit(numbers);
      out.jump(done);
      out.label(isBoxed);
    }
    callUnit(out.now);
    out.label(done);
  }

  /** Calls the unit in its temporary with arguments that are held so. */
  private void callUnit(byte[] held) {
    out.aload(registers.temporaryObject());
    out.cast(Names.UNIT);
    pushActivation();
    out.callVirtual(Names.UNIT, "call", pushArguments(a + 1, held));
    out.astore(registers.temporaryList());
  }

  /** Pushes the arguments of a call, and returns its descriptor. */
  private String pushArguments(int first, byte[] held) {
    if (b == 0) {
      out.aload(registers.temporaryList());
      return EntryBridges.callDescriptor(-1);
    }
    int given = b - 1;
    if (given > EntryBridges.MAX_DIRECT) {
      out.pushList(first, given);
      return EntryBridges.callDescriptor(-1);
    }
    if (given > EntryBridges.MAX_TYPED) {
      for (int n = 0; n < given; n++) {
        registers.pushRegister(held, first + n);
      }
      return EntryBridges.callDescriptor(given);
    }
    for (int n = 0; n < given; n++) {
      if (TypeFlow.isNumber(held[first + n])) {
        registers.pushDouble(held, first + n);
      } else {
        registers.pushRegister(held, first + n);
      }
    }
    return EntryBridges.callDescriptor(held, first, given);
  }
}
