package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits a call of what is no Lua function. It is in temporary 0. */
final class NativeCallWriter {
  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;
  private final ResultWriter results;
  private final int pc;
  private final int a;
  private final int b;
  private final int c;

  NativeCallWriter(Emitter out, ResultWriter results, int pc, int a, int b, int c) {
    this.out = out;
    types = out.types;
    registers = out.registers;
    this.results = results;
    this.pc = pc;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** Calls it as what is expected, with the arguments of the instruction. */
  void write() {
    switch (types.callee(pc)) {
      case Code.NUMERIC:
        writeNumericCall();
        break;
      case Code.LEAF:
        out.aload(registers.temporary(0));
        out.instanceOf(Names.LEAF);
        out.jump(Opcodes.IFEQ, out.failed(pc, CodeTier.NUMBERS));
        writeLeafCall();
        results.takeList(true);
        break;
      default:
        writeNativeCall(false);
        results.takeList(true);
    }
    out.checkSafepoint(pc + 1, out.liveAfter(pc, pc + 1)); // the end of a native call is one
  }

  /** Calls an iterator with temporaries 1 and 2. */
  void writeIterator() {
    out.push(0);
    out.istore(registers.temporaryInt(0));
    writeNativeCall(true);
    results.takeList(true);
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
  }

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
      results.takeList(true);
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
    if (takesOpenList()) {
      writeCallForFirst();
    } else {
      writeVirtualCall(Names.LEAF, "callAtOnce", false);
    }
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

  /** Whether it is called with an argument and an open list as they are: for one result. */
  boolean takesOpenList() {
    boolean isOneBefore = b == 0 && Openness.top(out.code, pc) == a + 2;
    return isOneBefore && c == 2 && types.callee(pc) == Code.LEAF;
  }

  private void writeCallForFirst() {
    out.aload(registers.temporary(0));
    out.cast(Names.LEAF);
    out.aload(registers.execution());
    registers.pushRegister(out.now, a + 1);
    out.aload(registers.open());
    out.callVirtual(
        Names.LEAF,
        "firstAtOnce",
        "("
            + Names.EXECUTION_TYPE
            + Names.VALUE_TYPE
            + Names.VARARGS_TYPE
            + ")"
            + Names.VALUE_TYPE);
    out.astore(registers.temporaryList());
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
    results.leave();
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
      out.pushList(a + 1, given);
    }
    return 0;
  }
}
