package dev.moonshift.compiler;

import dev.moonshift.compiler.UnitCompiler.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits a call: of a Lua function with a unit, or of a native one. */
final class CallWriter {
  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;
  private final int pc;
  private final int a;
  private final int b;
  private final int c;
  private final Label after = new Label();

  CallWriter(Emitter out, int pc, int a, int b, int c) {
    this.out = out;
    types = out.types;
    registers = out.registers;
    unit = out.unit;
    this.pc = pc;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  void write() {
    out.settleFuel();
    registers.pushRegister(out.now, a);
    out.astore(registers.temporary(0));
    if (b == 0) {
      out.pushOpenList(pc, a + 1, Openness.top(out.code, pc));
      out.emit(Opcodes.POP); // it is in its temporary
    }
    Label isNative = new Label();
    out.aload(registers.temporary(0));
    out.instanceOf(Names.CLOSURE);
    out.jump(Opcodes.IFEQ, isNative);
    writeLuaCall(a + 1);
    takeResults(a);
    out.jump(after);
    out.label(isNative);
    writeNativeCall();
    takeResults(a);
    // the end of a native call is a safepoint
    byte[] held = out.now.clone();
    types.transfer(held, pc);
    out.checkSafepoint(pc + 1, out.live(pc + 1, held));
    out.label(after);
    types.transfer(out.now, pc);
  }

  /** Calls the iterator in temporary 0 with temporaries 1 and 2; leaves if it is no closure. */
  void writeIterator() {
    out.aload(registers.temporary(0));
    out.instanceOf(Names.CLOSURE);
    out.jump(Opcodes.IFEQ, out.exit(pc));
    writeLuaCall(-1);
    takeResults(a + 3);
    // this instruction is counted with the others, and here it has been paid already
    out.addToInt(registers.fuel(), 1);
  }

  private void writeLuaCall(int firstArgument) {
    Label leave = out.exit(pc);
    out.iload(registers.level());
    out.aload(registers.execution());
    out.getField(Names.EXECUTION, "units", Names.type(Names.VM + "UnitState"));
    out.getField(Names.VM + "UnitState", "maxDepth", "I");
    out.jump(Opcodes.IF_ICMPGE, leave);
    out.aload(registers.temporary(0));
    out.support("unit", "(" + Names.VALUE_TYPE + ")" + Names.type(Names.UNIT));
    out.astore(registers.unit());
    out.aload(registers.unit());
    out.jump(Opcodes.IFNULL, leave);
    int calleeHeight = registers.temporaryInt(1);
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.iload(registers.height());
    pushGivenCount(firstArgument);
    out.support("grownHeight", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)I");
    out.istore(calleeHeight);
    out.iload(calleeHeight);
    out.jump(Opcodes.IFLT, leave);
    registers.useFuel(1);
    registers.storeFuel();
    out.aload(registers.unit());
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    out.cast(Names.CLOSURE);
    out.iload(registers.level());
    out.emit(Opcodes.ICONST_1);
    out.emit(Opcodes.IADD);
    out.iload(calleeHeight);
    int given = b - 1;
    if (firstArgument < 0) {
      out.aload(registers.temporary(1));
      out.aload(registers.temporary(2));
    } else {
      given = pushArguments(firstArgument);
    }
    out.callVirtual(Names.UNIT, "call", EntryBridges.callDescriptor(given));
    out.astore(registers.temporaryList());
    // tail calls of the callee's
    Label noTail = new Label();
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, noTail);
    out.aload(registers.execution());
    out.aload(registers.temporaryList());
    out.iload(registers.level());
    out.iload(registers.height());
    out.support(
        "afterTailCalls",
        "(" + Names.EXECUTION_TYPE + Names.VARARGS_TYPE + "II)" + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, noTail);
    registers.loadFuel();
    out.aload(registers.temporaryList());
    out.astore(registers.signal());
    out.jump(unit.exit(pc + 1, waiting(), 0, Kind.SIGNAL, 0, 0));
    out.label(noTail);
    registers.loadFuel();
  }

  /** Pushes how many arguments a call has. */
  private void pushGivenCount(int firstArgument) {
    if (firstArgument >= 0 && b == 0) {
      out.aload(registers.temporaryList());
      out.callVirtual(Names.VARARGS, "narg", "()I");
    } else {
      out.push(b - 1);
    }
  }

  /** What the registers hold while a callee runs: also the function, for messages. */
  private byte[] waiting() {
    return out.live(pc, out.now);
  }

  /** Pushes the arguments of a call; how many, or -1 for a list. */
  private int pushArguments(int first) {
    if (b == 0) {
      out.aload(registers.temporaryList());
      return -1;
    }
    int given = b - 1;
    if (given > 4) {
      out.pushArray(first, given);
      out.support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
      return -1;
    }
    for (int n = 0; n < given; n++) {
      registers.pushRegister(out.now, first + n);
    }
    return given;
  }

  private void writeNativeCall() {
    out.aload(registers.temporary(0));
    out.support("isCallable", "(" + Names.VALUE_TYPE + ")Z");
    out.jump(Opcodes.IFEQ, out.exit(pc));
    registers.useFuel(1);
    registers.storeFuel();
    out.aload(registers.execution());
    out.aload(registers.frame());
    out.aload(registers.closure());
    out.iload(registers.depth());
    out.iload(registers.height());
    out.push(pc + 1);
    out.support(
        "prepareNative",
        "("
            + Names.EXECUTION_TYPE
            + Names.FRAME_TYPE
            + Names.CLOSURE_TYPE
            + "III)"
            + Names.FRAME_TYPE);
    out.astore(registers.frame());
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    out.tryCatch(start, end, handler);
    out.label(start);
    out.aload(registers.temporary(0));
    out.cast(Names.NATIVE);
    out.aload(registers.execution());
    int given = pushNativeArguments();
    out.callVirtual(
        Names.NATIVE,
        "call",
        "("
            + Names.EXECUTION_TYPE
            + (given < 2 ? Names.VARARGS_TYPE : Names.VALUE_TYPE.repeat(given))
            + ")"
            + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
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
    Label leave = new Label();
    out.label(leave);
    out.astore(registers.signal());
    registers.loadFuel();
    out.jump(unit.exit(pc + 1, waiting(), 0, Kind.SIGNAL, 0, 0));
    out.label(handler);
    out.astore(registers.problem());
    out.aload(registers.execution());
    out.aload(registers.frame());
    out.aload(registers.problem());
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
    switch (b) {
      case 0:
        out.aload(registers.temporaryList());
        return 0;
      case 1:
        out.pushNone();
        return 0;
      case 2:
        registers.pushRegister(out.now, a + 1);
        return 1;
      case 3:
        registers.pushRegister(out.now, a + 1);
        registers.pushRegister(out.now, a + 2);
        return 2;
      case 4:
        registers.pushRegister(out.now, a + 1);
        registers.pushRegister(out.now, a + 2);
        registers.pushRegister(out.now, a + 3);
        return 3;
      default:
        out.pushArray(a + 1, b - 1);
        out.support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
        return 0;
    }
  }

  /** Puts results where the instruction wants them. */
  private void takeResults(int first) {
    int wanted = c - 1;
    if (wanted < 0) {
      out.aload(registers.temporaryList());
      out.astore(registers.open());
    } else if (wanted == 1) {
      out.aload(registers.temporaryList());
      out.support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
      registers.storeValue(first);
    } else {
      for (int n = 0; n < wanted; n++) {
        out.aload(registers.temporaryList());
        out.push(n + 1);
        out.callVirtual(Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE);
        registers.storeValue(first + n);
      }
    }
  }
}
