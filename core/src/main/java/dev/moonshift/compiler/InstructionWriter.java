package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.LiveRegisters;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Successors;
import dev.moonshift.compiler.UnitCompiler.Kind;
import dev.moonshift.vm.CodeTier;
import java.util.BitSet;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Emits instructions, one after the other: what the interpreter would do in the common cases, and
 * an exit to the interpreter before an instruction in all others.
 *
 * <p>Fuel is counted in a JVM local. What the instructions of a stretch without jumps have used is
 * added up here and taken off at its end, or at an exit.
 */
final class InstructionWriter {
  private final MethodVisitor mv;
  private final CodeTier tier;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;
  private final Label[] labels;
  private final BitSet isJoined; // where more than one way, or a jump, arrives

  /** What the registers hold before the instruction that is being written. */
  private byte[] now = {};

  private int fuel; // used and not yet taken off
  private boolean isOpenEnded = true; // whether the instruction before runs on into the next

  InstructionWriter(
      MethodVisitor mv, CodeTier tier, TypeFlow types, Registers registers, UnitCompiler unit) {
    this.mv = mv;
    this.tier = tier;
    this.code = tier.code();
    this.types = types;
    this.registers = registers;
    this.unit = unit;
    labels = new Label[code.instructions.length + 1];
    isJoined = new BitSet();
    for (int pc = 0; pc < code.instructions.length; pc++) {
      labels[pc] = new Label();
      if (types.isReachable(pc)) {
        int[] next = Successors.of(code, pc);
        for (int there : next) {
          if (next.length > 1 || there != pc + 1) {
            isJoined.set(there);
          }
        }
      }
    }
    for (int pc = 1; pc < code.instructions.length; pc++) {
      if (types.isReachable(pc) && !types.shared().at(pc).equals(types.shared().at(pc - 1))) {
        isJoined.set(pc); // variables begin to be shared
      }
    }
    isOpenEnded = false;
  }

  // ---------------------------------------------------------------- control flow

  /** Writes one instruction. */
  void write(int pc) {
    if (isOpenEnded && isJoined.get(pc)) {
      // the way in from the instruction before
      settleFuel();
      registers.convert(now, types.before(pc));
    }
    if (isJoined.get(pc) || !isOpenEnded) {
      mv.visitLabel(labels[pc]);
      now = types.before(pc).clone();
      registers.hold(now);
      fuel = 0;
    }
    isOpenEnded = true;
    int i = code.instructions[pc];
    writeInstruction(pc, i);
  }

  /** Goes on at another instruction, with registers as they are given. */
  void edge(int from, int to, byte[] after) {
    registers.convert(after, types.before(to));
    if (from >= 0 && to <= from + 1 && isBackward(from, to)) {
      checkSafepoint(to, types.before(to));
    }
    mv.visitJumpInsn(Opcodes.GOTO, labels[to]);
    if (from < 0) {
      isJoined.set(to);
    }
  }

  private boolean isBackward(int from, int to) {
    int opcode = Instruction.opcode(code.instructions[from]);
    switch (opcode) {
      case Opcode.FORLOOP:
      case Opcode.TFORLOOP:
        return true;
      case Opcode.JMP:
        return to <= from;
      default: // a test: its jump is the next instruction
        return to <= from + 1;
    }
  }

  private void checkSafepoint(int pc, byte[] held) {
    Label leave = unit.exit(pc, held, 0, Kind.SAFEPOINT, 0, 0);
    mv.visitVarInsn(Opcodes.ILOAD, registers.fuel());
    mv.visitJumpInsn(Opcodes.IFLE, leave);
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.EXECUTION, "auditDue", "Z");
    mv.visitJumpInsn(Opcodes.IFNE, leave);
  }

  private void settleFuel() {
    registers.useFuel(fuel);
    fuel = 0;
  }

  private Label exit(int pc) {
    return unit.exit(pc, live(pc, now), fuel, Kind.EXIT, 0, 0);
  }

  private Label failed(int pc, int newExpectation) {
    return unit.exit(pc, live(pc, now), fuel, Kind.FAILED, newExpectation, pc);
  }

  /** What registers hold, of those that are live. */
  private byte[] live(int pc, byte[] held) {
    LiveRegisters live = code.liveRegisters();
    byte[] kept = held.clone();
    for (int r = 0; r < kept.length; r++) {
      if (!live.isLiveBefore(pc, r) || kept[r] == TypeFlow.SHARED) {
        kept[r] = TypeFlow.NOTHING;
      }
    }
    return kept;
  }

  /** Ends a stretch: the instruction has been paid, and control goes to given places only. */
  private void jump(int pc, int to) {
    byte[] after = now.clone();
    types.along(after, pc, to);
    edge(pc, to, after);
    isOpenEnded = false;
  }

  // ---------------------------------------------------------------- instructions

  private void writeInstruction(int pc, int i) {
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    switch (Instruction.opcode(i)) {
      case Opcode.MOVE:
        registers.move(b, a);
        break;
      case Opcode.LOADK:
        loadConstant(a, code.constants[Instruction.bx(i)]);
        break;
      case Opcode.LOADKX:
        registers.pushConstant(code.constants[Instruction.ax(code.instructions[pc + 1])]);
        registers.storeValue(a);
        done(pc);
        jumpOver(pc, pc + 2);
        return;
      case Opcode.LOADBOOL:
        registers.pushConstant(b != 0 ? LuaValue.TRUE : LuaValue.FALSE);
        registers.storeValue(a);
        if (c != 0) {
          done(pc);
          jumpOver(pc, pc + 2);
          return;
        }
        break;
      case Opcode.LOADNIL:
        for (int r = a; r <= a + b; r++) {
          EntryBridges.pushNil(mv);
          registers.storeValue(r);
        }
        break;
      case Opcode.GETUPVAL:
        pushUpvalue(b);
        registers.storeValue(a);
        break;
      case Opcode.SETUPVAL:
        mv.visitVarInsn(Opcodes.ALOAD, registers.upvalues());
        Registers.push(mv, b);
        mv.visitInsn(Opcodes.AALOAD);
        registers.pushRegister(now, a);
        mv.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, Names.UP_VALUE, "set", "(" + Names.VALUE_TYPE + ")V", false);
        break;
      case Opcode.GETTABUP:
        pushUpvalue(b);
        mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
        get(pc, c);
        registers.storeValue(a);
        break;
      case Opcode.GETTABLE:
        registers.pushRegister(now, b);
        mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
        get(pc, c);
        registers.storeValue(a);
        break;
      case Opcode.SELF:
        registers.pushRegister(now, b);
        mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
        get(pc, c);
        registers.storeValue(a);
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
        registers.storeValue(a + 1);
        break;
      case Opcode.SETTABUP:
        pushUpvalue(a);
        mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
        set(pc, b, c);
        break;
      case Opcode.SETTABLE:
        registers.pushRegister(now, a);
        mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
        set(pc, b, c);
        break;
      case Opcode.NEWTABLE:
        mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
        Registers.push(mv, Instruction.sizeHint(b));
        Registers.push(mv, Instruction.sizeHint(c));
        mv.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            Names.EXECUTION,
            "newTable",
            "(II)" + Names.type(Names.TABLE),
            false);
        registers.storeValue(a);
        break;
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        arithmetic(pc, Instruction.opcode(i), a, b, c);
        break;
      case Opcode.UNM:
        negate(pc, a, b);
        break;
      case Opcode.NOT:
        not(a, b);
        break;
      case Opcode.LEN:
        registers.pushRegister(now, b);
        support("length", "(" + Names.VALUE_TYPE + ")I");
        mv.visitVarInsn(Opcodes.ISTORE, registers.temporaryInt(0));
        mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
        mv.visitJumpInsn(Opcodes.IFLT, exit(pc));
        mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
        registers.storeInt(a);
        break;
      case Opcode.CONCAT:
        concat(pc, a, b, c);
        break;
      case Opcode.JMP:
        closeUpvalues(a);
        fuel++;
        settleFuel();
        jump(pc, pc + 1 + Instruction.sbx(i));
        return;
      case Opcode.EQ:
      case Opcode.LT:
      case Opcode.LE:
      case Opcode.TEST:
      case Opcode.TESTSET:
        test(pc, i);
        return;
      case Opcode.CALL:
        new CallWriter(pc, a, b, c).write();
        return;
      case Opcode.TAILCALL:
        tailCall(pc, a, b);
        return;
      case Opcode.RETURN:
        returns(pc, a, b);
        return;
      case Opcode.FORPREP:
        prepareLoop(pc, a);
        jump(pc, pc + 1 + Instruction.sbx(i));
        return;
      case Opcode.FORLOOP:
        loop(pc, a, i);
        return;
      case Opcode.TFORCALL:
        iterate(pc, a, c);
        break;
      case Opcode.TFORLOOP:
        registers.pushRegister(now, a + 1);
        EntryBridges.pushNil(mv);
        fuel++;
        settleFuel();
        Label end = new Label();
        mv.visitJumpInsn(Opcodes.IF_ACMPEQ, end);
        registers.move(a + 1, a);
        jump(pc, pc + 1 + Instruction.sbx(i));
        mv.visitLabel(end);
        jumpOver(pc, pc + 1);
        return;
      case Opcode.SETLIST:
        setList(pc, a, b, c);
        return;
      case Opcode.CLOSURE:
        mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
        mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
        unit.pushConstant(mv, code.child(Instruction.bx(i)), Names.type(Names.CODE));
        mv.visitVarInsn(Opcodes.ALOAD, registers.upvalues());
        support(
            "close",
            "("
                + Names.EXECUTION_TYPE
                + Names.FRAME_TYPE
                + Names.type(Names.CODE)
                + "["
                + Names.type(Names.UP_VALUE)
                + ")"
                + Names.CLOSURE_TYPE);
        registers.storeValue(a);
        break;
      case Opcode.VARARG:
        varargs(a, b - 1);
        break;
      default:
        throw new IllegalStateException("instruction " + i + " at " + pc);
    }
    done(pc);
  }

  /** Counts an instruction and applies its effect on types. */
  private void done(int pc) {
    fuel++;
    types.transfer(now, pc);
  }

  /** Goes on at another instruction than the next. */
  private void jumpOver(int pc, int to) {
    settleFuel();
    byte[] after = now.clone();
    types.along(after, pc, to);
    registers.convert(after, types.before(to));
    mv.visitJumpInsn(Opcodes.GOTO, labels[to]);
    isJoined.set(to);
    isOpenEnded = false;
  }

  private void support(String name, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SUPPORT, name, descriptor, false);
  }

  private void loadConstant(int a, LuaValue value) {
    if (value instanceof LuaInteger) {
      Registers.push(mv, value.toint());
      registers.storeInt(a);
    } else if (value instanceof LuaNumber) {
      mv.visitLdcInsn(value.todouble());
      registers.storeDouble(a);
    } else {
      registers.pushConstant(value);
      registers.storeValue(a);
    }
  }

  private void pushUpvalue(int index) {
    mv.visitVarInsn(Opcodes.ALOAD, registers.upvalues());
    Registers.push(mv, index);
    mv.visitInsn(Opcodes.AALOAD);
    mv.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, Names.UP_VALUE, "get", "()" + Names.VALUE_TYPE, false);
  }

  private void closeUpvalues(int a) {
    if (a > 0 && !types.shared().isEmpty()) {
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      Registers.push(mv, a - 1);
      mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.FRAME, "closeUpvalues", "(I)V", false);
    }
  }

  // ---------------------------------------------------------------- tables

  /** Reads a field of the value in temporary 0, and leaves the value on the stack. */
  private void get(int pc, int key) {
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    byte keyType = types.operand(now, key);
    if (Instruction.isConstant(key) && keyType == TypeFlow.VALUE) {
      registers.pushValue(now, key);
      unit.pushConstant(mv, code.slotHints, "[I");
      Registers.push(mv, pc);
      support(
          "field",
          "("
              + Names.EXECUTION_TYPE
              + Names.VALUE_TYPE
              + Names.VALUE_TYPE
              + "[II)"
              + Names.VALUE_TYPE);
    } else if (keyType == TypeFlow.INT) {
      registers.pushInt(key);
      support("item", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    } else if (keyType == TypeFlow.DOUBLE) {
      registers.pushDouble(now, key);
      support("item", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "D)" + Names.VALUE_TYPE);
    } else {
      registers.pushValue(now, key);
      support(
          "element",
          "("
              + Names.EXECUTION_TYPE
              + Names.VALUE_TYPE
              + Names.VALUE_TYPE
              + ")"
              + Names.VALUE_TYPE);
    }
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(1));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
    mv.visitJumpInsn(Opcodes.IFNULL, exit(pc));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
  }

  /** Writes a field of the value in temporary 0. */
  private void set(int pc, int key, int value) {
    settleFuel();
    registers.storeFuel();
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    byte keyType = types.operand(now, key);
    String start = "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE;
    if (Instruction.isConstant(key) && keyType == TypeFlow.VALUE) {
      registers.pushValue(now, key);
      registers.pushValue(now, value);
      unit.pushConstant(mv, code.slotHints, "[I");
      Registers.push(mv, pc);
      support("storeField", start + Names.VALUE_TYPE + Names.VALUE_TYPE + "[II)I");
    } else if (keyType == TypeFlow.INT) {
      registers.pushInt(key);
      registers.pushValue(now, value);
      support("storeItem", start + "I" + Names.VALUE_TYPE + ")I");
    } else if (keyType == TypeFlow.DOUBLE) {
      registers.pushDouble(now, key);
      registers.pushValue(now, value);
      support("storeItem", start + "D" + Names.VALUE_TYPE + ")I");
    } else {
      registers.pushValue(now, key);
      registers.pushValue(now, value);
      support("storeElement", start + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
    }
    afterStore(pc, pc + 1);
  }

  /** Goes on after a store, unless it was left, or there is something to do first. */
  private void afterStore(int pc, int next) {
    int answer = registers.temporaryInt(0);
    mv.visitVarInsn(Opcodes.ISTORE, answer);
    registers.loadFuel();
    mv.visitVarInsn(Opcodes.ILOAD, answer);
    mv.visitJumpInsn(Opcodes.IFEQ, exit(pc));
    Label done = new Label();
    mv.visitVarInsn(Opcodes.ILOAD, answer);
    mv.visitInsn(Opcodes.ICONST_1);
    mv.visitJumpInsn(Opcodes.IF_ICMPEQ, done);
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    mv.visitVarInsn(Opcodes.ILOAD, answer);
    support("afterStore", "(" + Names.EXECUTION_TYPE + "I)" + Names.VARARGS_TYPE);
    mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
    byte[] held = now.clone();
    types.transfer(held, pc);
    mv.visitJumpInsn(Opcodes.GOTO, unit.exit(next, live(pc, held), fuel + 1, Kind.SIGNAL, 0, 0));
    mv.visitLabel(done);
  }

  private void setList(int pc, int a, int b, int c) {
    int block = c != 0 ? c : Instruction.ax(code.instructions[pc + 1]);
    int next = c != 0 ? pc + 1 : pc + 2;
    int offset = (block - 1) * Opcode.FIELDS_PER_FLUSH;
    settleFuel();
    if (b == 0) {
      // rare and long: the interpreter's
      mv.visitJumpInsn(Opcodes.GOTO, exit(pc));
      isOpenEnded = false;
      return;
    }
    registers.storeFuel();
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    registers.pushRegister(now, a);
    pushArray(a + 1, b);
    Registers.push(mv, offset);
    support(
        "setList", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "[" + Names.VALUE_TYPE + "I)I");
    afterStore(pc, next);
    done(pc);
    if (next != pc + 1) {
      jumpOver(pc, next);
    }
  }

  private void pushArray(int first, int count) {
    Registers.push(mv, count);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, Names.VALUE);
    for (int n = 0; n < count; n++) {
      mv.visitInsn(Opcodes.DUP);
      Registers.push(mv, n);
      registers.pushRegister(now, first + n);
      mv.visitInsn(Opcodes.AASTORE);
    }
  }

  // ---------------------------------------------------------------- arithmetic

  /** Pushes an operand as a double; leaves if it is no number. */
  private void pushNumber(int pc, int rk) {
    if (types.operand(now, rk) != TypeFlow.VALUE) {
      registers.pushDouble(now, rk);
      return;
    }
    registers.pushValue(now, rk);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(2));
    checkNumber(pc);
  }

  /** Pushes two operands as doubles. The first is kept meanwhile: the stack is empty at an exit. */
  private void pushNumbers(int pc, int b, int c) {
    pushNumber(pc, b);
    mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(0));
    pushNumber(pc, c);
    mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(1));
    mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
    mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(1));
  }

  /** Pushes the number in temporary 2 as a double; leaves if it is none. */
  private void checkNumber(int pc) {
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.NUMBER);
    mv.visitJumpInsn(Opcodes.IFEQ, failed(pc, CodeTier.ANYTHING));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    registers.unboxDouble();
  }

  private void arithmetic(int pc, int opcode, int a, int b, int c) {
    byte type = types.arithmetic(now, pc);
    if (type == TypeFlow.VALUE) {
      registers.pushValue(now, b);
      registers.pushValue(now, c);
      Registers.push(mv, opcode);
      support("arithmetic", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(1));
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
      mv.visitJumpInsn(Opcodes.IFNULL, exit(pc));
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
      registers.storeValue(a);
    } else if (type == TypeFlow.INT) {
      integerArithmetic(pc, opcode, b, c);
      registers.storeInt(a);
    } else {
      pushNumbers(pc, b, c);
      doubleArithmetic(opcode, c);
      registers.storeDouble(a);
    }
  }

  private void doubleArithmetic(int opcode, int y) {
    switch (opcode) {
      case Opcode.ADD:
        mv.visitInsn(Opcodes.DADD);
        break;
      case Opcode.SUB:
        mv.visitInsn(Opcodes.DSUB);
        break;
      case Opcode.MUL:
        mv.visitInsn(Opcodes.DMUL);
        break;
      case Opcode.DIV:
        mv.visitInsn(Opcodes.DDIV);
        break;
      case Opcode.MOD:
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.NUMBERS, "modulo", "(DD)D", false);
        break;
      default:
        if (Instruction.isConstant(y) && registers.constant(y).todouble() == 2) {
          mv.visitInsn(Opcodes.POP2);
          mv.visitInsn(Opcodes.DUP2);
          mv.visitInsn(Opcodes.DMUL);
        } else {
          mv.visitMethodInsn(
              Opcodes.INVOKESTATIC, Names.VM + "Operations", "power", "(DD)D", false);
        }
    }
  }

  /** Pushes the int that an operator gives for two ints; leaves if it is none. */
  private void integerArithmetic(int pc, int opcode, int b, int c) {
    Label failed = failed(pc, CodeTier.NUMBERS);
    int result = registers.temporaryInt(0);
    switch (opcode) {
      case Opcode.ADD:
        registers.pushInt(b);
        registers.pushInt(c);
        mv.visitInsn(Opcodes.IADD);
        mv.visitVarInsn(Opcodes.ISTORE, result);
        // it overflowed if both operands differ from the result in sign
        registers.pushInt(b);
        mv.visitVarInsn(Opcodes.ILOAD, result);
        mv.visitInsn(Opcodes.IXOR);
        registers.pushInt(c);
        mv.visitVarInsn(Opcodes.ILOAD, result);
        mv.visitInsn(Opcodes.IXOR);
        mv.visitInsn(Opcodes.IAND);
        mv.visitJumpInsn(Opcodes.IFLT, failed);
        break;
      case Opcode.SUB:
        registers.pushInt(b);
        registers.pushInt(c);
        mv.visitInsn(Opcodes.ISUB);
        mv.visitVarInsn(Opcodes.ISTORE, result);
        // it overflowed if the operands differ in sign, and the first and the result
        registers.pushInt(b);
        registers.pushInt(c);
        mv.visitInsn(Opcodes.IXOR);
        registers.pushInt(b);
        mv.visitVarInsn(Opcodes.ILOAD, result);
        mv.visitInsn(Opcodes.IXOR);
        mv.visitInsn(Opcodes.IAND);
        mv.visitJumpInsn(Opcodes.IFLT, failed);
        break;
      case Opcode.MUL:
        registers.pushInt(b);
        registers.pushInt(c);
        support("isIntProduct", "(II)Z");
        mv.visitJumpInsn(Opcodes.IFEQ, failed);
        registers.pushInt(b);
        registers.pushInt(c);
        mv.visitInsn(Opcodes.IMUL);
        mv.visitVarInsn(Opcodes.ISTORE, result);
        break;
      default: // MOD
        boolean isPositive = Instruction.isConstant(c) && registers.constant(c).toint() > 0;
        if (!isPositive) {
          registers.pushInt(c);
          mv.visitJumpInsn(Opcodes.IFLE, failed);
        }
        registers.pushInt(b);
        registers.pushInt(c);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "floorMod", "(II)I", false);
        mv.visitVarInsn(Opcodes.ISTORE, result);
    }
    mv.visitVarInsn(Opcodes.ILOAD, result);
  }

  private void negate(int pc, int a, int b) {
    switch (types.negation(now, pc)) {
      case TypeFlow.INT:
        // zero has a negative, and the least int none
        registers.pushInt(b);
        Registers.push(mv, Integer.MAX_VALUE);
        mv.visitInsn(Opcodes.IAND);
        mv.visitJumpInsn(Opcodes.IFEQ, failed(pc, CodeTier.NUMBERS));
        registers.pushInt(b);
        mv.visitInsn(Opcodes.INEG);
        registers.storeInt(a);
        break;
      case TypeFlow.DOUBLE:
        pushNumber(pc, b);
        mv.visitInsn(Opcodes.DNEG);
        registers.storeDouble(a);
        break;
      default:
        mv.visitJumpInsn(Opcodes.GOTO, exit(pc));
        settleFuel();
        isOpenEnded = false;
    }
  }

  private void not(int a, int b) {
    if (types.register(now, b) != TypeFlow.VALUE) {
      registers.pushConstant(LuaValue.FALSE);
    } else {
      Label isFalse = new Label();
      Label end = new Label();
      registers.pushRegister(now, b);
      mv.visitInsn(Opcodes.DUP);
      EntryBridges.pushNil(mv);
      Label notNil = new Label();
      mv.visitJumpInsn(Opcodes.IF_ACMPNE, notNil);
      mv.visitInsn(Opcodes.POP);
      mv.visitJumpInsn(Opcodes.GOTO, isFalse);
      mv.visitLabel(notNil);
      registers.pushConstant(LuaValue.FALSE);
      mv.visitJumpInsn(Opcodes.IF_ACMPEQ, isFalse);
      registers.pushConstant(LuaValue.FALSE);
      mv.visitJumpInsn(Opcodes.GOTO, end);
      mv.visitLabel(isFalse);
      registers.pushConstant(LuaValue.TRUE);
      mv.visitLabel(end);
    }
    registers.storeValue(a);
  }

  private void concat(int pc, int a, int b, int c) {
    settleFuel();
    registers.storeFuel();
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    pushArray(b, c - b + 1);
    support("concat", "(" + Names.EXECUTION_TYPE + "[" + Names.VALUE_TYPE + ")" + Names.VALUE_TYPE);
    registers.loadFuel();
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(1));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
    mv.visitJumpInsn(Opcodes.IFNULL, exit(pc));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
    registers.storeValue(a);
  }

  // ---------------------------------------------------------------- tests

  private void test(int pc, int i) {
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    int taken = Successors.jumpTarget(code, pc);
    Label skip = new Label();
    int paid = fuel + 1;
    switch (Instruction.opcode(i)) {
      case Opcode.EQ:
        testEqual(pc, b, c, a != 0, skip);
        break;
      case Opcode.LT:
        testOrder(pc, b, c, a != 0, skip, true);
        break;
      case Opcode.LE:
        testOrder(pc, b, c, a != 0, skip, false);
        break;
      case Opcode.TEST:
        testTruth(a, c != 0, skip);
        break;
      default:
        testTruth(b, c != 0, skip);
        registers.move(b, a);
    }
    // taken: the jump that follows
    registers.useFuel(paid);
    closeUpvalues(Instruction.a(code.instructions[pc + 1]));
    fuel = 0;
    byte[] after = now.clone();
    types.along(after, pc, taken);
    edge(pc, taken, after);
    mv.visitLabel(skip);
    registers.useFuel(paid);
    byte[] fallen = now.clone();
    types.along(fallen, pc, pc + 2);
    registers.convert(fallen, types.before(pc + 2));
    mv.visitJumpInsn(Opcodes.GOTO, labels[pc + 2]);
    isOpenEnded = false;
  }

  private void testTruth(int r, boolean wanted, Label skip) {
    if (types.register(now, r) != TypeFlow.VALUE) {
      if (!wanted) {
        mv.visitJumpInsn(Opcodes.GOTO, skip);
        // what follows cannot be reached, and is left out by the JVM's compiler
      }
      return;
    }
    registers.pushRegister(now, r);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
    Label isFalse = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    EntryBridges.pushNil(mv);
    mv.visitJumpInsn(Opcodes.IF_ACMPEQ, wanted ? skip : isFalse);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    registers.pushConstant(LuaValue.FALSE);
    if (wanted) {
      mv.visitJumpInsn(Opcodes.IF_ACMPEQ, skip);
    } else {
      mv.visitJumpInsn(Opcodes.IF_ACMPNE, skip);
    }
    mv.visitLabel(isFalse);
  }

  private void testEqual(int pc, int b, int c, boolean wanted, Label skip) {
    byte x = types.operand(now, b);
    byte y = types.operand(now, c);
    if (x == TypeFlow.INT && y == TypeFlow.INT) {
      registers.pushInt(b);
      registers.pushInt(c);
      mv.visitJumpInsn(wanted ? Opcodes.IF_ICMPNE : Opcodes.IF_ICMPEQ, skip);
    } else if (x != TypeFlow.VALUE && y != TypeFlow.VALUE) {
      registers.pushDouble(now, b);
      registers.pushDouble(now, c);
      mv.visitInsn(Opcodes.DCMPL);
      mv.visitJumpInsn(wanted ? Opcodes.IFNE : Opcodes.IFEQ, skip);
    } else if (isSingleton(b) || isSingleton(c)) {
      registers.pushValue(now, b);
      registers.pushValue(now, c);
      mv.visitJumpInsn(wanted ? Opcodes.IF_ACMPNE : Opcodes.IF_ACMPEQ, skip);
    } else if (x != TypeFlow.VALUE || y != TypeFlow.VALUE) {
      registers.pushValue(now, x == TypeFlow.VALUE ? b : c);
      registers.pushDouble(now, x == TypeFlow.VALUE ? c : b);
      support("equalsNumber", "(" + Names.VALUE_TYPE + "D)Z");
      mv.visitJumpInsn(wanted ? Opcodes.IFEQ : Opcodes.IFNE, skip);
    } else {
      registers.pushValue(now, b);
      registers.pushValue(now, c);
      support("equal", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
      branchOnAnswer(pc, wanted, skip);
    }
  }

  private boolean isSingleton(int rk) {
    if (!Instruction.isConstant(rk)) {
      return false;
    }
    LuaValue value = registers.constant(rk);
    return value == LuaValue.NIL || value == LuaValue.TRUE || value == LuaValue.FALSE;
  }

  private void branchOnAnswer(int pc, boolean wanted, Label skip) {
    mv.visitVarInsn(Opcodes.ISTORE, registers.temporaryInt(0));
    mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
    mv.visitJumpInsn(Opcodes.IFLT, exit(pc));
    mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
    mv.visitJumpInsn(wanted ? Opcodes.IFEQ : Opcodes.IFNE, skip);
  }

  private void testOrder(int pc, int b, int c, boolean wanted, Label skip, boolean isStrict) {
    byte x = types.operand(now, b);
    byte y = types.operand(now, c);
    if (x == TypeFlow.INT && y == TypeFlow.INT) {
      registers.pushInt(b);
      registers.pushInt(c);
      int unlessStrict = wanted ? Opcodes.IF_ICMPGE : Opcodes.IF_ICMPLT;
      int unlessOrEqual = wanted ? Opcodes.IF_ICMPGT : Opcodes.IF_ICMPLE;
      mv.visitJumpInsn(isStrict ? unlessStrict : unlessOrEqual, skip);
    } else if (types.expectation(pc) != CodeTier.ANYTHING
        && (x != TypeFlow.VALUE || y != TypeFlow.VALUE)
        && !isText(b)
        && !isText(c)) {
      pushNumbers(pc, b, c);
      mv.visitInsn(Opcodes.DCMPG); // NaN is not below anything
      int unlessStrict = wanted ? Opcodes.IFGE : Opcodes.IFLT;
      int unlessOrEqual = wanted ? Opcodes.IFGT : Opcodes.IFLE;
      mv.visitJumpInsn(isStrict ? unlessStrict : unlessOrEqual, skip);
    } else {
      registers.pushValue(now, b);
      registers.pushValue(now, c);
      support(
          isStrict ? "lessThan" : "lessOrEqual", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
      branchOnAnswer(pc, wanted, skip);
    }
  }

  private boolean isText(int rk) {
    return Instruction.isConstant(rk) && !(registers.constant(rk) instanceof LuaNumber);
  }

  // ---------------------------------------------------------------- loops

  private void prepareLoop(int pc, int a) {
    if (types.expectation(pc) == CodeTier.ANYTHING) {
      mv.visitJumpInsn(Opcodes.GOTO, exit(pc));
      // the rest is not reached, but keeps the kinds of the locals right
    }
    if (types.loop(now, pc) == TypeFlow.INT) {
      Label failed = failed(pc, CodeTier.NUMBERS);
      int step = registers.temporaryInt(0);
      int start = registers.temporaryInt(2);
      pushLoopInt(a + 2, failed);
      mv.visitVarInsn(Opcodes.ISTORE, step);
      pushLoopLimit(a + 1, step, failed);
      mv.visitVarInsn(Opcodes.ISTORE, registers.temporaryInt(1));
      pushLoopInt(a, failed);
      mv.visitVarInsn(Opcodes.ISTORE, start);
      // the start less one step must be an int
      mv.visitVarInsn(Opcodes.ILOAD, start);
      mv.visitVarInsn(Opcodes.ILOAD, step);
      support("isIntDifference", "(II)Z");
      mv.visitJumpInsn(Opcodes.IFEQ, failed);
      mv.visitVarInsn(Opcodes.ILOAD, start);
      mv.visitVarInsn(Opcodes.ILOAD, step);
      mv.visitInsn(Opcodes.ISUB);
      registers.storeInt(a);
      mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(1));
      registers.storeInt(a + 1);
      mv.visitVarInsn(Opcodes.ILOAD, step);
      registers.storeInt(a + 2);
    } else {
      pushNumber(pc, a);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(0));
      pushNumber(pc, a + 1);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(1));
      pushNumber(pc, a + 2);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(2));
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(2));
      mv.visitInsn(Opcodes.DSUB);
      registers.storeDouble(a);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(1));
      registers.storeDouble(a + 1);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(2));
      registers.storeDouble(a + 2);
    }
    done(pc);
    settleFuel();
  }

  private void pushLoopInt(int r, Label failed) {
    if (types.register(now, r) == TypeFlow.INT) {
      registers.pushInt(r);
      return;
    }
    registers.pushRegister(now, r);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(2));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.INTEGER);
    mv.visitJumpInsn(Opcodes.IFEQ, failed);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    registers.unboxInt();
  }

  /** Pushes a loop's limit as an int that ends it at the same place. */
  private void pushLoopLimit(int r, int step, Label failed) {
    if (types.register(now, r) == TypeFlow.INT) {
      registers.pushInt(r);
      return;
    }
    if (types.register(now, r) == TypeFlow.DOUBLE) {
      registers.pushDouble(now, r);
    } else {
      registers.pushRegister(now, r);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(2));
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.NUMBER);
      mv.visitJumpInsn(Opcodes.IFEQ, failed);
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
      registers.unboxDouble();
    }
    mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(0));
    mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
    support("isIntLimit", "(D)Z");
    mv.visitJumpInsn(Opcodes.IFEQ, failed);
    mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
    mv.visitVarInsn(Opcodes.ILOAD, step);
    support("intLimit", "(DI)I");
  }

  private void loop(int pc, int a, int i) {
    byte counter = types.counter(now, a);
    int step = TypeFlow.constantStep(code, pc);
    Label end = new Label();
    int paid = fuel + 1;
    int body = pc + 1 + Instruction.sbx(i);
    if (counter == TypeFlow.INT) {
      if (step == 1) {
        registers.pushInt(a);
        registers.pushInt(a + 1);
        mv.visitJumpInsn(Opcodes.IF_ICMPGE, end);
        registers.pushInt(a);
        mv.visitInsn(Opcodes.ICONST_1);
      } else {
        registers.pushInt(a);
        registers.pushInt(a + 1);
        registers.pushInt(a + 2);
        support("isLoopOver", "(III)Z");
        mv.visitJumpInsn(Opcodes.IFNE, end);
        registers.pushInt(a);
        registers.pushInt(a + 2);
      }
      mv.visitInsn(Opcodes.IADD);
      registers.storeInt(a);
      registers.pushInt(a);
      registers.storeInt(a + 3);
    } else {
      registers.pushDouble(now, a);
      registers.pushDouble(now, a + 2);
      mv.visitInsn(Opcodes.DADD);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(0));
      registers.pushDouble(now, a + 1);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(1));
      registers.pushDouble(now, a + 2);
      mv.visitVarInsn(Opcodes.DSTORE, registers.temporaryDouble(2));
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(1));
      registers.storeDouble(a + 1);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(2));
      registers.storeDouble(a + 2);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(1));
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(2));
      support("isLoopOver", "(DDD)Z");
      mv.visitJumpInsn(Opcodes.IFNE, end);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
      registers.storeDouble(a);
      mv.visitVarInsn(Opcodes.DLOAD, registers.temporaryDouble(0));
      registers.storeDouble(a + 3);
    }
    types.transfer(now, pc);
    registers.useFuel(paid);
    fuel = 0;
    byte[] again = now.clone();
    types.along(again, pc, body);
    edge(pc, body, again);
    mv.visitLabel(end);
    registers.useFuel(paid);
    registers.convert(now, types.before(pc + 1));
    mv.visitJumpInsn(Opcodes.GOTO, labels[pc + 1]);
    isOpenEnded = false;
  }

  /** One step of a generic loop: over a table here, by a Lua function as a call. */
  private void iterate(int pc, int a, int count) {
    settleFuel();
    Label done = new Label();
    Label byIndex = new Label();
    Label byCall = new Label();
    Label atEnd = new Label();
    registers.pushRegister(now, a);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
    registers.pushRegister(now, a + 1);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(1));
    registers.pushRegister(now, a + 2);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(2));
    String iterator = Names.type(Names.ITERATOR);

    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    mv.visitFieldInsn(Opcodes.GETSTATIC, Names.ITERATOR, "NEXT", iterator);
    mv.visitJumpInsn(Opcodes.IF_ACMPNE, byIndex);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    support("nextPosition", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
    mv.visitVarInsn(Opcodes.ISTORE, registers.temporaryInt(0));
    mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
    Registers.push(mv, -1);
    mv.visitJumpInsn(Opcodes.IF_ICMPLT, exit(pc));
    mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
    mv.visitJumpInsn(Opcodes.IFLT, atEnd);
    for (int n = 0; n < count; n++) {
      if (n < 2) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
        mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
        support(n == 0 ? "keyAt" : "valueAt", "(" + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
      } else {
        EntryBridges.pushNil(mv);
      }
      registers.storeValue(a + 3 + n);
    }
    mv.visitJumpInsn(Opcodes.GOTO, done);

    mv.visitLabel(byIndex);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
    mv.visitFieldInsn(Opcodes.GETSTATIC, Names.ITERATOR, "INDEX_NEXT", iterator);
    mv.visitJumpInsn(Opcodes.IF_ACMPNE, byCall);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.INTEGER);
    mv.visitJumpInsn(Opcodes.IFEQ, exit(pc));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
    registers.unboxInt();
    mv.visitInsn(Opcodes.ICONST_1);
    mv.visitInsn(Opcodes.IADD);
    mv.visitVarInsn(Opcodes.ISTORE, registers.temporaryInt(0));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
    mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
    support("rawItem", "(" + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(3));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(3));
    mv.visitJumpInsn(Opcodes.IFNULL, exit(pc));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(3));
    EntryBridges.pushNil(mv);
    mv.visitJumpInsn(Opcodes.IF_ACMPEQ, atEnd);
    for (int n = 0; n < count; n++) {
      if (n == 0) {
        mv.visitVarInsn(Opcodes.ILOAD, registers.temporaryInt(0));
        registers.boxInt();
      } else if (n == 1) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(3));
      } else {
        EntryBridges.pushNil(mv);
      }
      registers.storeValue(a + 3 + n);
    }
    mv.visitJumpInsn(Opcodes.GOTO, done);

    mv.visitLabel(byCall);
    new CallWriter(pc, a, 3, count + 1).writeIterator();
    mv.visitJumpInsn(Opcodes.GOTO, done);

    mv.visitLabel(atEnd);
    for (int n = 0; n < count; n++) {
      EntryBridges.pushNil(mv);
      registers.storeValue(a + 3 + n);
    }
    mv.visitLabel(done);
  }

  // ---------------------------------------------------------------- calls and returns

  private void varargs(int a, int wanted) {
    if (wanted < 0) {
      mv.visitVarInsn(Opcodes.ALOAD, registers.varargs());
      mv.visitVarInsn(Opcodes.ASTORE, registers.open());
      return;
    }
    for (int n = 0; n < wanted; n++) {
      mv.visitVarInsn(Opcodes.ALOAD, registers.varargs());
      Registers.push(mv, n + 1);
      mv.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE, false);
      registers.storeValue(a + n);
    }
  }

  /** Pushes a list of registers followed by the open values; leaves if it is long. */
  private void pushOpenList(int pc, int first, int top) {
    pushArray(first, Math.max(0, top - first));
    mv.visitVarInsn(Opcodes.ALOAD, registers.open());
    support("list", "([" + Names.VALUE_TYPE + Names.VARARGS_TYPE + ")" + Names.VARARGS_TYPE);
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporaryList());
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
    mv.visitJumpInsn(Opcodes.IFNULL, exit(pc));
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
  }

  private void returns(int pc, int a, int b) {
    if (b == 0) {
      pushOpenList(pc, a, Openness.top(code, pc));
    }
    fuel++;
    settleFuel();
    if (!types.shared().isEmpty()) {
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      mv.visitInsn(Opcodes.ICONST_0);
      mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.FRAME, "closeUpvalues", "(I)V", false);
    }
    switch (b) {
      case 0:
        break;
      case 1:
        EntryBridges.pushNone(mv);
        break;
      case 2:
        registers.pushRegister(now, a);
        break;
      default:
        pushArray(a, b - 1);
        support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
    }
    registers.storeFuel();
    mv.visitInsn(Opcodes.ARETURN);
    isOpenEnded = false;
  }

  private void tailCall(int pc, int a, int b) {
    registers.pushRegister(now, a);
    mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.CLOSURE);
    mv.visitJumpInsn(Opcodes.IFEQ, exit(pc));
    if (b == 0) {
      pushOpenList(pc, a + 1, Openness.top(code, pc));
    } else {
      pushArray(a + 1, b - 1);
      support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
    }
    mv.visitVarInsn(Opcodes.ASTORE, registers.temporaryList());
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    registers.pushRegister(now, a);
    mv.visitVarInsn(Opcodes.ALOAD, registers.closure());
    mv.visitVarInsn(Opcodes.ILOAD, registers.height());
    mv.visitVarInsn(Opcodes.ALOAD, registers.varargs());
    support("heightBelow", "(" + Names.CLOSURE_TYPE + "I" + Names.VARARGS_TYPE + ")I");
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.VARARGS, "narg", "()I", false);
    support("grownHeight", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)I");
    mv.visitJumpInsn(Opcodes.IFLT, exit(pc));
    fuel++;
    settleFuel();
    if (!types.shared().isEmpty()) {
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      mv.visitInsn(Opcodes.ICONST_0);
      mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.FRAME, "closeUpvalues", "(I)V", false);
    }
    registers.storeFuel();
    mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
    registers.pushRegister(now, a);
    mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
    support(
        "tailCall",
        "("
            + Names.EXECUTION_TYPE
            + Names.VALUE_TYPE
            + Names.VARARGS_TYPE
            + ")"
            + Names.VARARGS_TYPE);
    mv.visitInsn(Opcodes.ARETURN);
    isOpenEnded = false;
  }

  /** Writes a call: of a Lua function with a unit, or of a native one. */
  private final class CallWriter {
    private final int pc;
    private final int a;
    private final int b;
    private final int c;
    private final Label after = new Label();

    CallWriter(int pc, int a, int b, int c) {
      this.pc = pc;
      this.a = a;
      this.b = b;
      this.c = c;
    }

    void write() {
      settleFuel();
      registers.pushRegister(now, a);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporary(0));
      if (b == 0) {
        pushOpenList(pc, a + 1, Openness.top(code, pc));
        mv.visitInsn(Opcodes.POP); // it is in its temporary
      }
      Label isNative = new Label();
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.CLOSURE);
      mv.visitJumpInsn(Opcodes.IFEQ, isNative);
      writeLuaCall(a + 1);
      takeResults(a);
      mv.visitJumpInsn(Opcodes.GOTO, after);
      mv.visitLabel(isNative);
      writeNativeCall();
      takeResults(a);
      // the end of a native call is a safepoint
      byte[] held = now.clone();
      types.transfer(held, pc);
      checkSafepoint(pc + 1, live(pc + 1, held));
      mv.visitLabel(after);
      types.transfer(now, pc);
    }

    /** Calls the iterator in temporary 0 with temporaries 1 and 2; leaves if it is no closure. */
    void writeIterator() {
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.CLOSURE);
      mv.visitJumpInsn(Opcodes.IFEQ, exit(pc));
      writeLuaCall(-1);
      takeResults(a + 3);
      // this instruction is counted with the others, and here it has been paid already
      mv.visitIincInsn(registers.fuel(), 1);
    }

    private void writeLuaCall(int firstArgument) {
      Label leave = exit(pc);
      mv.visitVarInsn(Opcodes.ILOAD, registers.level());
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitFieldInsn(
          Opcodes.GETFIELD, Names.EXECUTION, "units", Names.type(Names.VM + "UnitState"));
      mv.visitFieldInsn(Opcodes.GETFIELD, Names.VM + "UnitState", "maxDepth", "I");
      mv.visitJumpInsn(Opcodes.IF_ICMPGE, leave);
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      support("unit", "(" + Names.VALUE_TYPE + ")" + Names.type(Names.UNIT));
      mv.visitVarInsn(Opcodes.ASTORE, registers.unit());
      mv.visitVarInsn(Opcodes.ALOAD, registers.unit());
      mv.visitJumpInsn(Opcodes.IFNULL, leave);
      int calleeHeight = registers.temporaryInt(1);
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      mv.visitVarInsn(Opcodes.ILOAD, registers.height());
      pushGivenCount(firstArgument);
      support("grownHeight", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "II)I");
      mv.visitVarInsn(Opcodes.ISTORE, calleeHeight);
      mv.visitVarInsn(Opcodes.ILOAD, calleeHeight);
      mv.visitJumpInsn(Opcodes.IFLT, leave);
      registers.useFuel(1);
      registers.storeFuel();
      mv.visitVarInsn(Opcodes.ALOAD, registers.unit());
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      mv.visitTypeInsn(Opcodes.CHECKCAST, Names.CLOSURE);
      mv.visitVarInsn(Opcodes.ILOAD, registers.level());
      mv.visitInsn(Opcodes.ICONST_1);
      mv.visitInsn(Opcodes.IADD);
      mv.visitVarInsn(Opcodes.ILOAD, calleeHeight);
      int given = b - 1;
      if (firstArgument < 0) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(1));
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(2));
      } else {
        given = pushArguments(firstArgument);
      }
      mv.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, Names.UNIT, "call", EntryBridges.callDescriptor(given), false);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporaryList());
      // tail calls of the callee's
      Label noTail = new Label();
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.SIGNAL);
      mv.visitJumpInsn(Opcodes.IFEQ, noTail);
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      mv.visitVarInsn(Opcodes.ILOAD, registers.level());
      mv.visitVarInsn(Opcodes.ILOAD, registers.height());
      support(
          "afterTailCalls",
          "(" + Names.EXECUTION_TYPE + Names.VARARGS_TYPE + "II)" + Names.VARARGS_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporaryList());
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.SIGNAL);
      mv.visitJumpInsn(Opcodes.IFEQ, noTail);
      registers.loadFuel();
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
      mv.visitJumpInsn(Opcodes.GOTO, unit.exit(pc + 1, waiting(), 0, Kind.SIGNAL, 0, 0));
      mv.visitLabel(noTail);
      registers.loadFuel();
    }

    /** Pushes how many arguments a call has. */
    private void pushGivenCount(int firstArgument) {
      if (firstArgument >= 0 && b == 0) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
        mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.VARARGS, "narg", "()I", false);
      } else {
        Registers.push(mv, b - 1);
      }
    }

    /** What the registers hold while a callee runs: also the function, for messages. */
    private byte[] waiting() {
      return live(pc, now);
    }

    /** Pushes the arguments of a call; how many, or -1 for a list. */
    private int pushArguments(int first) {
      if (b == 0) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
        return -1;
      }
      int given = b - 1;
      if (given > 4) {
        pushArray(first, given);
        support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
        return -1;
      }
      for (int n = 0; n < given; n++) {
        registers.pushRegister(now, first + n);
      }
      return given;
    }

    private void writeNativeCall() {
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      support("isCallable", "(" + Names.VALUE_TYPE + ")Z");
      mv.visitJumpInsn(Opcodes.IFEQ, exit(pc));
      registers.useFuel(1);
      registers.storeFuel();
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      mv.visitVarInsn(Opcodes.ALOAD, registers.closure());
      mv.visitVarInsn(Opcodes.ILOAD, registers.depth());
      mv.visitVarInsn(Opcodes.ILOAD, registers.height());
      Registers.push(mv, pc + 1);
      support(
          "prepareNative",
          "("
              + Names.EXECUTION_TYPE
              + Names.FRAME_TYPE
              + Names.CLOSURE_TYPE
              + "III)"
              + Names.FRAME_TYPE);
      mv.visitVarInsn(Opcodes.ASTORE, registers.frame());
      Label start = new Label();
      Label end = new Label();
      Label handler = new Label();
      Label done = new Label();
      mv.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
      mv.visitLabel(start);
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporary(0));
      mv.visitTypeInsn(Opcodes.CHECKCAST, Names.NATIVE);
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      int given = pushNativeArguments();
      mv.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          Names.NATIVE,
          "call",
          "("
              + Names.EXECUTION_TYPE
              + (given < 2 ? Names.VARARGS_TYPE : Names.VALUE_TYPE.repeat(given))
              + ")"
              + Names.VARARGS_TYPE,
          false);
      mv.visitVarInsn(Opcodes.ASTORE, registers.temporaryList());
      mv.visitLabel(end);
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      mv.visitTypeInsn(Opcodes.INSTANCEOF, Names.SIGNAL);
      mv.visitJumpInsn(Opcodes.IFEQ, done);
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
      support(
          "nativeSignal",
          "("
              + Names.EXECUTION_TYPE
              + Names.FRAME_TYPE
              + Names.VARARGS_TYPE
              + ")"
              + Names.VARARGS_TYPE);
      Label leave = new Label();
      mv.visitLabel(leave);
      mv.visitVarInsn(Opcodes.ASTORE, registers.signal());
      registers.loadFuel();
      mv.visitJumpInsn(Opcodes.GOTO, unit.exit(pc + 1, waiting(), 0, Kind.SIGNAL, 0, 0));
      mv.visitLabel(handler);
      mv.visitVarInsn(Opcodes.ASTORE, registers.problem());
      mv.visitVarInsn(Opcodes.ALOAD, registers.execution());
      mv.visitVarInsn(Opcodes.ALOAD, registers.frame());
      mv.visitVarInsn(Opcodes.ALOAD, registers.problem());
      support(
          "thrown",
          "("
              + Names.EXECUTION_TYPE
              + Names.FRAME_TYPE
              + "Ljava/lang/Throwable;)"
              + Names.VARARGS_TYPE);
      mv.visitJumpInsn(Opcodes.GOTO, leave);
      mv.visitLabel(done);
      registers.loadFuel();
    }

    private int pushNativeArguments() {
      switch (b) {
        case 0:
          mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
          return 0;
        case 1:
          EntryBridges.pushNone(mv);
          return 0;
        case 2:
          registers.pushRegister(now, a + 1);
          return 1;
        case 3:
          registers.pushRegister(now, a + 1);
          registers.pushRegister(now, a + 2);
          return 2;
        case 4:
          registers.pushRegister(now, a + 1);
          registers.pushRegister(now, a + 2);
          registers.pushRegister(now, a + 3);
          return 3;
        default:
          pushArray(a + 1, b - 1);
          support("list", "([" + Names.VALUE_TYPE + ")" + Names.VARARGS_TYPE);
          return 0;
      }
    }

    /** Puts results where the instruction wants them. */
    private void takeResults(int first) {
      int wanted = c - 1;
      if (wanted < 0) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
        mv.visitVarInsn(Opcodes.ASTORE, registers.open());
      } else if (wanted == 1) {
        mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
        support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
        registers.storeValue(first);
      } else {
        for (int n = 0; n < wanted; n++) {
          mv.visitVarInsn(Opcodes.ALOAD, registers.temporaryList());
          Registers.push(mv, n + 1);
          mv.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL, Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE, false);
          registers.storeValue(first + n);
        }
      }
    }
  }
}
