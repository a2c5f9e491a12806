package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits a call: of a Lua function with a unit, or of a native one. */
final class CallWriter {
  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;
  private final ArgumentWriter arguments;
  private final int pc;
  private final int a;
  private final int b;
  private final int c;

  CallWriter(Emitter out, int pc, int a, int b, int c) {
    this.out = out;
    types = out.types;
    registers = out.registers;
    unit = out.unit;
    this.pc = pc;
    this.a = a;
    this.b = b;
    this.c = c;
    arguments = new ArgumentWriter(out, a + 1, b - 1);
  }

  void write() {
    prepare();
    if (types.inlined(pc) != null) {
      new InlineWriter(out, pc).writeCall(new InlinedCall(out, this, pc, a, c - 1));
      types.transfer(out.now, pc);
      return;
    }
    switch (types.callee(pc)) {
      case Code.LUA:
        writeExpected(Names.CLOSURE);
        writeLuaCall(false);
        takeUnitResults(a, false);
        break;
      case Code.SELF:
        Label other = new Label();
        Label joined = new Label();
        if (canCallSelf()) {
          writeSelfCall(other);
          takeUnitResults(a, false);
          out.jump(joined);
          out.label(other);
        }
        writeExpected(Names.CLOSURE);
        writeLuaCall(false);
        takeUnitResults(a, false);
        out.label(joined);
        break;
      case Code.NUMERIC:
      case Code.LEAF:
      case Code.NATIVE:
        writeNative();
        break;
      default:
        Label isNative = new Label();
        Label after = new Label();
        out.aload(registers.temporary(0));
        out.instanceOf(Names.CLOSURE);
        out.jump(Opcodes.IFEQ, isNative);
        writeLuaCall(false);
        takeUnitResults(a, false);
        out.jump(after);
        out.label(isNative);
        writeNative();
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
        writeNative();
        break;
      default:
        Label isNative = new Label();
        out.aload(registers.temporary(0));
        out.instanceOf(Names.CLOSURE);
        out.jump(Opcodes.IFEQ, isNative);
        writeLuaTailCall();
        out.label(isNative);
        writeNative();
    }
    types.transfer(out.now, pc);
  }

  /** Puts the callee into temporary 0, and an open list of arguments into the temporary for it. */
  private void prepare() {
    out.settleFuel();
    registers.pushRegister(out.now, a);
    out.astore(registers.temporary(0));
    if (b == 0) {
      out.pushOpenList(pc, a + 1, Openness.top(out.code, pc));
      out.emit(Opcodes.POP); // it is in its temporary
    }
  }

  /** Calls what is no Lua function. */
  private void writeNative() {
    switch (types.callee(pc)) {
      case Code.NUMERIC:
        writeNumericCall();
        break;
      case Code.LEAF:
        writeExpected(Names.LEAF);
        writeLeafCall();
        takeResults(a, true);
        break;
      default:
        writeNativeCall(false);
        takeResults(a, true);
    }
    checkSafepoint();
  }

  /** Leaves if the callee is not what is expected. */
  private void writeExpected(String type) {
    out.aload(registers.temporary(0));
    out.instanceOf(type);
    out.jump(Opcodes.IFEQ, out.failed(pc, CodeTier.NUMBERS));
  }

  /** The end of a native call is a safepoint. */
  private void checkSafepoint() {
    out.checkSafepoint(pc + 1, out.liveAfter(pc, pc + 1));
  }

  /** Writes the iterator in temporary 0 in place of its call. */
  void writeInlinedIterator() {
    new InlineWriter(out, pc).writeCall(new InlinedCall(out, this, pc, a + 3, c - 1));
    out.addToInt(registers.fuel(), 1); // counted with the others, and paid already
  }

  /** Calls the iterator in temporary 0 with temporaries 1 and 2. */
  void writeIterator() {
    Label isNative = new Label();
    Label done = new Label();
    out.aload(registers.temporary(0));
    out.instanceOf(Names.CLOSURE);
    out.jump(Opcodes.IFEQ, isNative);
    writeLuaCall(true);
    takeUnitResults(a + 3, true);
    out.jump(done);
    out.label(isNative);
    out.push(0);
    out.istore(registers.temporaryInt(0));
    writeNativeCall(true);
    spreadResults(a + 3);
    byte[] live = out.liveAfter(pc, pc + 1);
    Label leave = out.exits.exit(Kind.EXIT, pc + 1, true, live, 0, 0, 0);
    out.aload(registers.execution());
    out.getField(Names.EXECUTION, "auditDue", "Z");
    out.jump(Opcodes.IFNE, leave);
    Label hasFuel = new Label();
    out.iload(registers.fuel());
    out.jump(Opcodes.IFGT, hasFuel);
    out.iload(registers.temporaryInt(0)); // it is a safepoint if more than one function ran
    out.jump(Opcodes.IFNE, leave);
    out.label(hasFuel);
    out.checkDebt(pc + 1, live, 0);
    out.label(done);
    out.addToInt(registers.fuel(), 1); // counted with the others, and paid already
  }

  // ---------------------------------------------------------------- of Lua functions

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
    out.support(
        "callable", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)" + Names.type(Names.UNIT));
    out.astore(registers.temporaryObject());
    out.aload(registers.temporaryObject());
    out.jump(Opcodes.IFNULL, out.exit(pc));
    endActivation();
    callInPlace();
    out.astore(registers.temporaryList());
    call.takeAnswer();
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
    out.callVirtual(Names.UNIT, "call", pushArguments(a + 1));
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
      out.pushArray(a + 1, b - 1);
      out.support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
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
    out.support(
        "callable", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)" + Names.type(Names.UNIT));
    out.astore(registers.temporaryObject());
    out.aload(registers.temporaryObject());
    out.jump(Opcodes.IFNULL, out.exit(pc));
    registers.useFuel(1);
    registers.storeFuel();
    out.aload(registers.temporaryObject());
    out.cast(Names.UNIT);
    pushActivation();
    String descriptor;
    if (isIterator) {
      out.aload(registers.temporary(1));
      out.aload(registers.temporary(2));
      descriptor = EntryBridges.callDescriptor(2);
    } else {
      descriptor = pushArguments(a + 1);
    }
    out.callVirtual(Names.UNIT, "call", descriptor);
    out.astore(registers.temporaryList());
  }

  /** Pushes the arguments of a call, and returns its descriptor. */
  private String pushArguments(int first) {
    if (b == 0) {
      out.aload(registers.temporaryList());
      return EntryBridges.callDescriptor(-1);
    }
    int given = b - 1;
    if (given > EntryBridges.MAX_DIRECT) {
      out.pushArray(first, given);
      out.support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
      return EntryBridges.callDescriptor(-1);
    }
    if (given > EntryBridges.MAX_TYPED) {
      for (int n = 0; n < given; n++) {
        registers.pushRegister(out.now, first + n);
      }
      return EntryBridges.callDescriptor(given);
    }
    for (int n = 0; n < given; n++) {
      if (TypeFlow.isNumber(out.now[first + n])) {
        registers.pushDouble(out.now, first + n);
      } else {
        registers.pushRegister(out.now, first + n);
      }
    }
    return EntryBridges.callDescriptor(out.now, first, given);
  }

  /** As the other, of a call's. */
  void takeUnitResults(int first) {
    takeUnitResults(first, false);
  }

  /** Puts what a unit answered where the instruction wants it, or leaves with its signal. */
  private void takeUnitResults(int first, boolean isIterator) {
    boolean wantsNumber = !isIterator && types.isNumberWanted(pc);
    boolean wantsTwo = c - 1 == 2;
    Label inWorker = new Label(); // where a unit leaves as many results as are wanted
    if (wantsNumber || wantsTwo) {
      out.aload(registers.temporaryList());
      out.getStatic(Names.SIGNAL, wantsNumber ? "NUMBER" : "PAIR", Names.type(Names.SIGNAL));
      out.jump(Opcodes.IF_ACMPEQ, inWorker);
    }
    Label settled = new Label();
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, settled);
    out.aload(registers.execution());
    out.aload(registers.temporaryList());
    registers.pushLevel();
    registers.pushHeight();
    out.support(
        "settle", "(" + Names.EXECUTION_TYPE + Names.VARARGS_TYPE + "II)" + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, settled);
    out.aload(registers.temporaryList());
    leaveWithSignal();
    out.label(settled);
    registers.loadFuel();
    if (!isIterator) {
      takeResults(first, false);
    } else {
      spreadResults(first);
    }
    if (wantsNumber || wantsTwo) {
      Label done = new Label();
      out.jump(done);
      out.label(inWorker);
      registers.loadFuel();
      if (wantsNumber) {
        out.aload(registers.execution());
        out.support("number", "(" + Names.EXECUTION_TYPE + ")D");
        registers.storeDouble(first);
      } else {
        takeOneOfTwo(first, "first", "number");
        takeOneOfTwo(first + 1, "second", "secondNumber");
      }
      out.label(done);
    }
  }

  private void takeOneOfTwo(int r, String which, String number) {
    String value = "(" + Names.EXECUTION_TYPE + ")" + Names.VALUE_TYPE;
    out.aload(registers.execution());
    if (out.isEither(pc, r)) {
      out.support(which + "Reference", value);
      out.aload(registers.execution());
      out.support(number, "(" + Names.EXECUTION_TYPE + ")D");
      registers.storeEither(r);
    } else {
      out.support(which + "OfTwo", value);
      registers.storeValue(r);
    }
  }

  /** Leaves with the signal on the JVM's stack. */
  private void leaveWithSignal() {
    out.astore(registers.signal());
    registers.loadFuel();
    out.jump(out.exits.exit(Kind.SIGNAL, pc + 1, false, waiting(), 0, 0, 0));
  }

  /** What the registers hold while a callee runs: also the function, for messages. */
  private byte[] waiting() {
    return out.live(pc, out.now);
  }

  // ---------------------------------------------------------------- of native functions

  /** Calls a function of one or two numbers. */
  private void writeNumericCall() {
    int given = b - 1;
    Label failed = out.failed(pc, CodeTier.NUMBERS);
    out.aload(registers.temporary(0));
    out.push(given);
    out.support("isNumeric", "(" + Names.VALUE_TYPE + "I)Z");
    out.jump(Opcodes.IFEQ, failed);
    for (int n = 1; n <= given; n++) {
      if (TypeFlow.isNumber(out.now[a + n])) {
        registers.pushDouble(out.now, a + n);
      } else {
        registers.pushRegister(out.now, a + n);
        out.astore(registers.temporary(1));
        registers.unbox(TypeFlow.DOUBLE, registers.temporary(1), failed);
      }
      out.dstore(registers.temporaryDouble(n - 1));
    }
    registers.useFuel(1);
    out.aload(registers.temporary(0));
    out.cast(Names.NUMBER_FUNCTION);
    for (int n = 1; n <= given; n++) {
      out.dload(registers.temporaryDouble(n - 1));
    }
    out.callVirtual(Names.NUMBER_FUNCTION, "apply", "(" + "D".repeat(given) + ")D");
    if (c == 2) {
      registers.storeDouble(a);
    } else {
      registers.boxDouble();
      out.astore(registers.temporaryList());
      spreadResults(a);
    }
  }

  /**
   * Calls a function that needs no frame, at once. If it fails or does not want to, the interpreter
   * calls it again; if it often does not want to, it is called here as others are.
   */
  private void writeLeafCall() {
    registers.useFuel(1);
    registers.storeFuel();
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    out.tryCatch(start, end, handler);
    out.label(start);
    writeVirtualCall(Names.LEAF, "callAtOnce", false);
    out.label(end);
    out.aload(registers.temporaryList());
    out.jump(Opcodes.IFNONNULL, done);
    byte[] held = out.live(pc, out.now);
    out.jump(out.exits.exit(Kind.FAILED, pc, false, held, -1, pc, CodeTier.NUMBERS));
    out.label(handler);
    out.emit(Opcodes.POP);
    out.jump(out.exits.exit(Kind.EXIT, pc, false, held, -1, 0, 0));
    out.label(done);
    registers.loadFuel();
  }

  private void writeVirtualCall(String type, String method, boolean isIterator) {
    out.aload(registers.temporary(0));
    out.cast(type);
    out.aload(registers.execution());
    int given = isIterator ? 2 : pushNativeArguments();
    if (isIterator) {
      out.aload(registers.temporary(1));
      out.aload(registers.temporary(2));
    }
    out.callVirtual(
        type,
        method,
        "("
            + Names.EXECUTION_TYPE
            + (given < 2 ? Names.VARARGS_TYPE : Names.VALUE_TYPE.repeat(given))
            + ")"
            + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
  }

  private void writeNativeCall(boolean isIterator) {
    out.aload(registers.temporary(0));
    out.support("isCallable", "(" + Names.VALUE_TYPE + ")Z");
    out.jump(
        Opcodes.IFEQ,
        types.callee(pc) == Code.NATIVE ? out.failed(pc, CodeTier.NUMBERS) : out.exit(pc));
    registers.useFuel(1);
    registers.storeFuel();
    out.aload(registers.execution());
    out.aload(registers.frame());
    out.aload(registers.closure());
    registers.pushDepth();
    registers.pushBelow();
    registers.pushVarargs();
    out.push(pc + 1);
    out.support(
        "prepareNative",
        "("
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + Names.CLOSURE_TYPE
            + "II"
            + Names.VARARGS_TYPE
            + "I)"
            + Names.FRAME_TYPE);
    out.astore(registers.frame());
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    Label leave = new Label();
    out.tryCatch(start, end, handler);
    out.label(start);
    writeVirtualCall(Names.NATIVE, "call", isIterator);
    out.label(end);
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, done);
    out.aload(registers.execution());
    out.aload(registers.frame());
    out.aload(registers.temporaryList());
    out.support(
        "nativeSignal",
        "("
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + Names.VARARGS_TYPE
            + ")"
            + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
    if (isIterator) {
      out.push(1);
      out.istore(registers.temporaryInt(0));
    }
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, done);
    out.aload(registers.temporaryList());
    out.label(leave);
    leaveWithSignal();
    out.label(handler);
    out.astore(registers.temporaryObject());
    out.aload(registers.execution());
    out.aload(registers.frame());
    out.aload(registers.temporaryObject());
    out.cast("java/lang/Throwable");
    out.support(
        "thrown",
        "("
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + "Ljava/lang/Throwable;)"
            + Names.VARARGS_TYPE);
    out.jump(leave);
    out.label(done);
    registers.loadFuel();
  }

  private int pushNativeArguments() {
    if (b == 0) {
      out.aload(registers.temporaryList());
      return 0;
    }
    int given = b - 1;
    if (given == 0) {
      out.pushNone();
    } else if (given <= 3) {
      for (int n = 1; n <= given; n++) {
        registers.pushRegister(out.now, a + n);
      }
      return given;
    } else {
      out.pushArray(a + 1, given);
      out.support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
    }
    return 0;
  }

  // ---------------------------------------------------------------- results

  /** Puts the results in the temporary for lists where the instruction wants them. */
  void takeResults(int first, boolean isNative) {
    if (types.isNumberWanted(pc)) {
      pushFirst();
      storeWanted(first, isNative);
    } else {
      spreadResults(first);
    }
  }

  /** Pops a result that is wanted as a number; leaves behind the call if it is none. */
  void storeWanted(int first, boolean isNative) {
    byte[] held = out.after(pc);
    held[first] = TypeFlow.VALUE;
    byte[] live = out.live(pc + 1, held);
    Label unexpected =
        out.exits.exit(Kind.FAILED, pc + 1, isNative, live, 0, pc, CodeTier.ANYTHING);
    registers.storeValue(first);
    registers.unboxValue(TypeFlow.DOUBLE, first, unexpected);
    registers.storeDouble(first);
  }

  private void pushFirst() {
    out.aload(registers.temporaryList());
    out.support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
  }

  private void spreadResults(int first) {
    int wanted = c - 1;
    if (wanted < 0) {
      out.aload(registers.temporaryList());
      out.astore(registers.open());
    } else if (wanted == 1) {
      pushFirst();
      out.storeResult(pc, first);
    } else {
      for (int n = 0; n < wanted; n++) {
        out.aload(registers.temporaryList());
        out.push(n + 1);
        out.callVirtual(Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE);
        out.storeResult(pc, first + n);
      }
    }
  }
}
