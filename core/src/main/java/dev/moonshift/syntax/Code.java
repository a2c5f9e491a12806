package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import java.util.Arrays;

/**
 * The instructions of a function in the making, and the jumps among them.
 *
 * <p>Jumps whose target is not known yet form lists: the offset of each leads to the next of its
 * list. A list that shall lead to the next instruction, whatever that will be, waits in {@link
 * #pending}.
 */
final class Code {
  /** The end of a list of jumps; as an offset, a jump to itself. */
  static final int NO_JUMP = -1;

  /** In place of a register: none. */
  static final int NO_REGISTER = Instruction.MAX_A;

  private final Parser parser;
  private int[] instructions = new int[16];
  private int[] lines = new int[16];
  private int size;
  private int pending = NO_JUMP;

  /** The last instruction that some jump leads to: it and the one before must not be merged. */
  private int lastTarget;

  Code(Parser parser) {
    this.parser = parser;
  }

  int size() {
    return size;
  }

  int get(int pc) {
    return instructions[pc];
  }

  void set(int pc, int instruction) {
    instructions[pc] = instruction;
  }

  void setOpcode(int pc, int opcode) {
    instructions[pc] = instructions[pc] & ~0x3f | opcode;
  }

  void setA(int pc, int a) {
    instructions[pc] = instructions[pc] & ~(0xff << 6) | a << 6;
  }

  void setB(int pc, int b) {
    instructions[pc] = instructions[pc] & ~(0x1ff << 23) | b << 23;
  }

  void setC(int pc, int c) {
    instructions[pc] = instructions[pc] & ~(0x1ff << 14) | c << 14;
  }

  /** Says of which line the last instruction is, where it is not that of the last token. */
  void setLine(int line) {
    lines[size - 1] = line;
  }

  void dropLast() {
    size--;
  }

  int emit(int opcode, int a, int b, int c) {
    return emit(Instruction.abc(opcode, a, b, c));
  }

  int emit(int instruction) {
    patch(pending, size, NO_REGISTER, size);
    pending = NO_JUMP;
    if (size == instructions.length) {
      parser.charge(size / Parser.COPIED_PER_UNIT);
      instructions = Arrays.copyOf(instructions, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    instructions[size] = instruction;
    lines[size] = parser.tokens.lastLine();
    return size++;
  }

  /**
   * Sets registers to nil, by an instruction before that does so for neighbours if there is one.
   */
  void emitNil(int from, int count) {
    int first = from;
    int last = from + count - 1;
    if (size > lastTarget && size > 0) {
      int previous = instructions[size - 1];
      if (Instruction.opcode(previous) == Opcode.LOADNIL) {
        int previousFirst = Instruction.a(previous);
        int previousLast = previousFirst + Instruction.b(previous);
        if (previousFirst <= last + 1 && first <= previousLast + 1) {
          first = Math.min(first, previousFirst);
          last = Math.max(last, previousLast);
          instructions[size - 1] = Instruction.abc(Opcode.LOADNIL, first, last - first, 0);
          return;
        }
      }
    }
    emit(Opcode.LOADNIL, first, last - first, 0);
  }

  void emitConstant(int register, int constant) {
    if (constant <= Instruction.MAX_BX) {
      emit(Instruction.abx(Opcode.LOADK, register, constant));
    } else {
      emit(Opcode.LOADKX, register, 0, 0);
      emit(Instruction.extra(constant));
    }
  }

  /** Emits a jump to a place yet unknown and returns it, as a list. */
  int jump() {
    int waiting = pending;
    pending = NO_JUMP;
    return join(emitJump(Opcode.JMP, 0), waiting);
  }

  /** Emits an instruction with an offset that is not known yet. */
  int emitJump(int opcode, int a) {
    return emit(Instruction.asbx(opcode, a, NO_JUMP));
  }

  /** Emits a test and the jump that follows it. */
  int conditionalJump(int opcode, int a, int b, int c) {
    emit(opcode, a, b, c);
    return jump();
  }

  /** Marks the next instruction as one that jumps lead to. */
  int label() {
    lastTarget = size;
    return size;
  }

  /** Joins two lists; walks along the first. */
  int join(int first, int second) {
    if (second == NO_JUMP) {
      return first;
    }
    if (first == NO_JUMP) {
      return second;
    }
    int last = first;
    for (int next = next(last); next != NO_JUMP; next = next(last)) {
      last = next;
      parser.walked(1);
    }
    connect(last, second);
    return first;
  }

  /** Lets the jumps of a list lead to the next instruction. */
  void patchToHere(int list) {
    label();
    pending = join(list, pending); // walks along the new list: each is walked once that way
  }

  void patch(int list, int target) {
    if (target == size) {
      patchToHere(list);
    } else {
      patch(list, target, NO_REGISTER, target);
    }
  }

  /**
   * Lets the jumps of a list that bring a value lead to one place, after putting the value in a
   * register, and the others to another place.
   */
  void patch(int list, int valueTarget, int register, int plainTarget) {
    for (int jump = list; jump != NO_JUMP; ) {
      int next = next(jump);
      connect(jump, setTestRegister(jump, register) ? valueTarget : plainTarget);
      jump = next;
      parser.walked(1);
    }
  }

  /** Lets the jumps of a list close the upvalues in and above a register. */
  void closeFrom(int list, int register) {
    for (int jump = list; jump != NO_JUMP; jump = next(jump)) {
      setA(jump, register + 1);
      parser.walked(1);
    }
  }

  /** Whether some jump of a list brings no value, so that one has to be made at its target. */
  boolean needsValue(int list) {
    for (int jump = list; jump != NO_JUMP; jump = next(jump)) {
      if (Instruction.opcode(instructions[control(jump)]) != Opcode.TESTSET) {
        return true;
      }
      parser.walked(1);
    }
    return false;
  }

  /** Makes the jumps of a list bring no value. */
  void dropValues(int list) {
    for (int jump = list; jump != NO_JUMP; jump = next(jump)) {
      setTestRegister(jump, NO_REGISTER);
      parser.walked(1);
    }
  }

  /** Makes a comparison's jump be taken when it does not hold. */
  void invert(int jump) {
    int control = control(jump);
    setA(control, Instruction.a(instructions[control]) ^ 1);
  }

  /** Says where the value goes that a jump brings; false if it brings none. */
  private boolean setTestRegister(int jump, int register) {
    int control = control(jump);
    int test = instructions[control];
    if (Instruction.opcode(test) != Opcode.TESTSET) {
      return false;
    }
    int tested = Instruction.b(test);
    if (register != NO_REGISTER && register != tested) {
      setA(control, register);
    } else {
      instructions[control] = Instruction.abc(Opcode.TEST, tested, 0, Instruction.c(test));
    }
    return true;
  }

  /** Returns the test that a jump depends on, or the jump itself. */
  private int control(int jump) {
    if (jump > 0) {
      switch (Instruction.opcode(instructions[jump - 1])) {
        case Opcode.EQ, Opcode.LT, Opcode.LE, Opcode.TEST, Opcode.TESTSET -> {
          return jump - 1;
        }
        default -> {
          return jump;
        }
      }
    }
    return jump;
  }

  private int next(int jump) {
    int offset = Instruction.sbx(instructions[jump]);
    return offset == NO_JUMP ? NO_JUMP : jump + 1 + offset;
  }

  private void connect(int jump, int target) {
    int offset = target - (jump + 1);
    if (Math.abs(offset) > Instruction.MAX_SBX) {
      throw parser.tokens.error("control structure too long");
    }
    int old = instructions[jump];
    instructions[jump] = Instruction.asbx(Instruction.opcode(old), Instruction.a(old), offset);
  }

  int[] instructions() {
    return Arrays.copyOf(instructions, size);
  }

  int[] lines() {
    return Arrays.copyOf(lines, size);
  }
}
