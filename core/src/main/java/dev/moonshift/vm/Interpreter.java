package dev.moonshift.vm;

import static dev.moonshift.bytecode.Instruction.CONSTANT_BIT;
import static dev.moonshift.bytecode.Instruction.a;
import static dev.moonshift.bytecode.Instruction.ax;
import static dev.moonshift.bytecode.Instruction.b;
import static dev.moonshift.bytecode.Instruction.bx;
import static dev.moonshift.bytecode.Instruction.c;
import static dev.moonshift.bytecode.Instruction.sbx;

import dev.moonshift.bytecode.Arithmetic;
import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Upvaldesc;
import org.luaj.vm2.Varargs;

/**
 * The meaning of the language: runs Lua frames, one instruction after the other.
 *
 * <p>A call between Lua functions swaps frames within the loop; whatever else must happen first (a
 * library function that calls back, a metamethod, a switch of coroutines) goes through {@link
 * Execution#proceed}, which says which Lua frame runs next. So the JVM's stack does not grow with
 * the script's, and leaving is a return.
 *
 * <p><b>Fuel.</b> An instruction costs one unit; a test and the jump after it are one instruction.
 * The loop leaves at a safepoint (function entry, backward jump, end of a native call) once none is
 * left, and before any instruction that would bring the fuel under {@link Execution#floor}.
 *
 * <p>The loop must stay under 8,000 bytes of bytecode: the JVM never compiles a larger method.
 */
final class Interpreter {
  private Interpreter() {}

  /**
   * Runs a frame, and what it calls and returns to, until the process leaves.
   *
   * @param atSafepoint false if the process was stopped between safepoints and an audit is due
   */
  static void run(Execution execution, @Nullable LuaFrame start, boolean atSafepoint) {
    LuaFrame frame = start;
    boolean isSafepoint = atSafepoint;
    while (frame != null) {
      try {
        frame = loop(execution, frame, isSafepoint);
        isSafepoint = execution.isAtSafepoint;
      } catch (Throwable problem) {
        LuaFrame at = (LuaFrame) execution.top;
        frame = execution.proceedAfter(at, execution.leafCallee(at), problem);
        isSafepoint = execution.isAtSafepoint;
      }
    }
  }

  /**
   * Runs until the process leaves. The frame and its {@code pc} are in locals; they are stored
   * before anything that may throw or look at frames.
   */
  private static @Nullable LuaFrame loop(Execution execution, LuaFrame start, boolean atSafepoint) {
    LuaFrame frame = start;
    int fuel = execution.fuel;
    final int usualFloor = execution.floor();
    final boolean isEager = execution.isEager();
    boolean isSafepoint = atSafepoint;
    boolean isReturn = false; // whether the frame goes on with what it has got from a Lua function
    try {
      frames:
      for (; ; ) { // once for each frame entered
        int pc = frame.pc;
        if (isSafepoint && (fuel <= 0 || execution.auditDue)) {
          return execution.expire(frame, pc, fuel);
        }
        final Code code = frame.closure.code;
        if ((isSafepoint || isReturn && fuel > 0) && (--code.heat < 0 || isEager)) {
          execution.fuel = fuel;
          fuel = Integer.MAX_VALUE; // meanwhile the execution's counts, which may get more
          Varargs answer = CodeTier.enter(execution, frame, code, pc, isReturn);
          fuel = execution.fuel;
          if (answer != null) {
            isReturn = Signal.isForResults(answer) || !(answer instanceof Signal);
            frame = execution.afterUnit(frame, answer);
            if (frame == null) {
              return null;
            }
            fuel = execution.fuel;
            isSafepoint = execution.isAtSafepoint;
            continue;
          }
        }
        isReturn = false;
        final int floor = execution.isWatched ? execution.watchedFloor() : usualFloor;
        final int[] instructions = code.instructions;
        final LuaValue[] k = code.constants;
        final LuaValue[] r = frame.registers;
        final UpValue[] upvalues = frame.closure.upvalues;
        code:
        for (; ; ) { // once for each instruction
          if (--fuel < floor) {
            return execution.stop(frame, pc, fuel + 1);
          }
          final int i = instructions[pc++];
          final int a = (i >>> 6) & 0xff;
          LuaValue result; // of operators: for R(A), or a signal
          switch (i & 0x3f) {
            case Opcode.MOVE:
              r[a] = r[b(i)];
              continue;

            case Opcode.LOADK:
              r[a] = k[bx(i)];
              continue;

            case Opcode.LOADKX:
              r[a] = k[ax(instructions[pc++])];
              continue;

            case Opcode.LOADBOOL:
              r[a] = b(i) != 0 ? LuaValue.TRUE : LuaValue.FALSE;
              if (c(i) != 0) {
                pc++;
              }
              continue;

            case Opcode.LOADNIL:
              for (int n = a, end = a + b(i); n <= end; n++) {
                r[n] = LuaValue.NIL;
              }
              continue;

            case Opcode.GETUPVAL:
              r[a] = upvalues[b(i)].get();
              continue;

            case Opcode.GETTABUP:
              frame.pc = pc;
              result = get(execution, code, pc, upvalues[b(i)].get(), r, k, c(i));
              break;

            case Opcode.GETTABLE:
              frame.pc = pc;
              result = get(execution, code, pc, r[b(i)], r, k, c(i));
              break;

            case Opcode.SELF:
              {
                LuaValue object = r[b(i)];
                r[a + 1] = object;
                frame.pc = pc;
                result = get(execution, code, pc, object, r, k, c(i));
                break;
              }

            case Opcode.SETTABUP:
              {
                frame.pc = pc;
                LuaValue value = constantOrRegister(r, k, c(i));
                result = set(execution, code, pc, upvalues[a].get(), r, k, b(i), value);
                if (result == Signal.CALL) {
                  break code;
                }
                continue;
              }

            case Opcode.SETUPVAL:
              upvalues[b(i)].set(r[a]);
              continue;

            case Opcode.SETTABLE:
              {
                frame.pc = pc;
                LuaValue value = constantOrRegister(r, k, c(i));
                result = set(execution, code, pc, r[a], r, k, b(i), value);
                if (result == Signal.CALL) {
                  break code;
                }
                continue;
              }

            case Opcode.NEWTABLE:
              r[a] = execution.newTable(Instruction.sizeHint(b(i)), Instruction.sizeHint(c(i)));
              continue;

            case Opcode.ADD:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaInteger && y instanceof LuaInteger) {
                  r[a] = Numbers.valueOf((long) x.toint() + y.toint());
                  continue;
                }
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] = Numbers.valueOf(Numbers.toDouble(x) + Numbers.toDouble(y));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.ADD, x, y);
                break;
              }

            case Opcode.SUB:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaInteger && y instanceof LuaInteger) {
                  r[a] = Numbers.valueOf((long) x.toint() - y.toint());
                  continue;
                }
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] = Numbers.valueOf(Numbers.toDouble(x) - Numbers.toDouble(y));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.SUB, x, y);
                break;
              }

            case Opcode.MUL:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] = Numbers.valueOf(Numbers.toDouble(x) * Numbers.toDouble(y));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.MUL, x, y);
                break;
              }

            case Opcode.DIV:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] = Numbers.valueOf(Numbers.toDouble(x) / Numbers.toDouble(y));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.DIV, x, y);
                break;
              }

            case Opcode.MOD:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaInteger && y instanceof LuaInteger && y.toint() > 0) {
                  r[a] = LuaInteger.valueOf(Math.floorMod(x.toint(), y.toint()));
                  continue;
                }
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] =
                      Numbers.valueOf(Arithmetic.modulo(Numbers.toDouble(x), Numbers.toDouble(y)));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.MOD, x, y);
                break;
              }

            case Opcode.POW:
              {
                LuaValue x = constantOrRegister(r, k, b(i));
                LuaValue y = constantOrRegister(r, k, c(i));
                if (x instanceof LuaNumber && y instanceof LuaNumber) {
                  r[a] =
                      Numbers.valueOf(Arithmetic.power(Numbers.toDouble(x), Numbers.toDouble(y)));
                  continue;
                }
                frame.pc = pc;
                result = Operations.arithmetic(execution, Metamethod.POW, x, y);
                break;
              }

            case Opcode.UNM:
              {
                LuaValue x = r[b(i)];
                if (x instanceof LuaNumber) {
                  r[a] = Numbers.valueOf(-Numbers.toDouble(x));
                  continue;
                }
                frame.pc = pc;
                result = Operations.negate(execution, x);
                break;
              }

            case Opcode.NOT:
              {
                LuaValue x = r[b(i)];
                r[a] = x == LuaValue.NIL || x == LuaValue.FALSE ? LuaValue.TRUE : LuaValue.FALSE;
                continue;
              }

            case Opcode.LEN:
              {
                LuaValue x = r[b(i)];
                if (x instanceof Table && ((Table) x).metatable == null) {
                  r[a] = LuaInteger.valueOf(((Table) x).border());
                  continue;
                }
                frame.pc = pc;
                result = Operations.length(execution, x);
                break;
              }

            case Opcode.CONCAT:
              {
                frame.pc = pc;
                execution.fuel = fuel;
                Varargs signal = Operations.concat(execution, frame, a, b(i), c(i));
                fuel = execution.fuel;
                if (signal == Signal.CALL) {
                  break code;
                }
                continue;
              }

            case Opcode.JMP:
              {
                if (a > 0) {
                  frame.closeUpvalues(a - 1);
                }
                int offset = sbx(i);
                pc += offset;
                if (offset < 0) {
                  if (fuel <= 0 || execution.auditDue) {
                    return execution.expire(frame, pc, fuel);
                  }
                  if (--code.heat < 0 || isEager) {
                    frame.pc = pc;
                    isSafepoint = true;
                    continue frames;
                  }
                }
                continue;
              }

            case Opcode.EQ:
            case Opcode.LT:
            case Opcode.LE:
            case Opcode.TEST:
            case Opcode.TESTSET:
              {
                // all of these skip the jump that follows, or take it as part of the same
                // instruction
                boolean take;
                switch (i & 0x3f) {
                  case Opcode.EQ:
                    {
                      LuaValue x = constantOrRegister(r, k, b(i));
                      LuaValue y = constantOrRegister(r, k, c(i));
                      if (x == y && !(x instanceof LuaDouble)) {
                        take = a != 0;
                      } else {
                        frame.pc = pc;
                        execution.fuel = fuel;
                        result = Operations.equal(execution, x, y);
                        fuel = execution.fuel;
                        if (result == Signal.CALL) {
                          break code;
                        }
                        take = (result == LuaValue.TRUE) == (a != 0);
                      }
                      break;
                    }
                  case Opcode.LT:
                    {
                      LuaValue x = constantOrRegister(r, k, b(i));
                      LuaValue y = constantOrRegister(r, k, c(i));
                      if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        take = (x.toint() < y.toint()) == (a != 0);
                      } else {
                        frame.pc = pc;
                        execution.fuel = fuel;
                        result = Operations.lessThan(execution, x, y);
                        fuel = execution.fuel;
                        if (result == Signal.CALL) {
                          break code;
                        }
                        take = (result == LuaValue.TRUE) == (a != 0);
                      }
                      break;
                    }
                  case Opcode.LE:
                    {
                      LuaValue x = constantOrRegister(r, k, b(i));
                      LuaValue y = constantOrRegister(r, k, c(i));
                      if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        take = (x.toint() <= y.toint()) == (a != 0);
                      } else {
                        frame.pc = pc;
                        execution.fuel = fuel;
                        result = Operations.lessOrEqual(execution, frame, x, y);
                        fuel = execution.fuel;
                        if (result == Signal.CALL) {
                          break code;
                        }
                        take = (result == LuaValue.TRUE) == (a != 0);
                      }
                      break;
                    }
                  case Opcode.TEST:
                    {
                      LuaValue x = r[a];
                      take = (x != LuaValue.NIL && x != LuaValue.FALSE) == (c(i) != 0);
                      break;
                    }
                  default: // TESTSET
                    {
                      LuaValue x = r[b(i)];
                      take = (x != LuaValue.NIL && x != LuaValue.FALSE) == (c(i) != 0);
                      if (take) {
                        r[a] = x;
                      }
                    }
                }
                if (!take) {
                  pc++;
                  continue;
                }
                int jump = instructions[pc];
                if (a(jump) > 0) {
                  frame.closeUpvalues(a(jump) - 1);
                }
                int offset = sbx(jump) + 1;
                pc += offset;
                if (offset <= 0) {
                  if (fuel <= 0 || execution.auditDue) {
                    return execution.expire(frame, pc, fuel);
                  }
                  if (--code.heat < 0 || isEager) {
                    frame.pc = pc;
                    isSafepoint = true;
                    continue frames;
                  }
                }
                continue;
              }

            case Opcode.CALL:
            case Opcode.TAILCALL:
              {
                LuaValue callee = r[a];
                frame.pc = pc;
                if (b(i) == 0 && frame.top > a + 1) {
                  execution.fuel = fuel;
                  if (frame.open.narg() > LongList.SHORT) {
                    frame = gather(execution, frame, a + 1);
                    if (frame == null) {
                      return null;
                    }
                    fuel = execution.fuel;
                    isSafepoint = execution.isAtSafepoint;
                    continue frames;
                  }
                  execution.payForCopy(frame.open);
                  fuel = execution.fuel;
                }
                if (callee instanceof Closure) {
                  code.noteTarget(pc - 1, ((Closure) callee).code);
                  if ((i & 0x3f) == Opcode.CALL) {
                    frame = enter(execution, frame, (Closure) callee, frame, r, a, b(i));
                  } else {
                    if (frame.openUpvalues != null) {
                      frame.closeUpvalues(0);
                    }
                    frame = enter(execution, frame, (Closure) callee, frame.caller, r, a, b(i));
                    frame.depth = -frame.depth;
                  }
                  isSafepoint = true;
                  continue frames;
                }
                code.callees[pc - 1] = NativeFunction.kind(callee, given(frame, a, b(i)));
                execution.fuel = fuel;
                execution.top = frame;
                Varargs results = callNative(execution, frame, callee, r, a, b(i));
                fuel = execution.fuel;
                if (results instanceof Signal) {
                  frame = execution.proceed(frame, results);
                  if (frame == null) {
                    return null;
                  }
                  fuel = execution.fuel;
                  isSafepoint = execution.isAtSafepoint;
                  continue frames;
                }
                int count = (i & 0x3f) == Opcode.CALL ? c(i) : 0;
                if (count == 2) {
                  r[a] = results.arg1();
                } else if (count == 0) {
                  frame.open = results;
                  frame.top = a;
                } else if (count > 2) {
                  Values.copyInto(results, r, a, count - 1);
                }
                if (fuel <= 0 || execution.auditDue) {
                  return execution.expire(frame, pc, fuel);
                }
                continue;
              }

            case Opcode.RETURN:
              {
                if (frame.openUpvalues != null) {
                  frame.closeUpvalues(0);
                }
                Frame caller = frame.caller;
                int given = b(i) - 1;
                if (given < 0 && frame.top > a) {
                  execution.fuel = fuel;
                  if (frame.open.narg() > LongList.SHORT) {
                    frame.pc = pc;
                    frame = gather(execution, frame, a);
                    if (frame == null) {
                      return null;
                    }
                    fuel = execution.fuel;
                    isSafepoint = execution.isAtSafepoint;
                    continue frames;
                  }
                  execution.payForCopy(frame.open);
                  fuel = execution.fuel;
                }
                if (caller instanceof LuaFrame) {
                  LuaFrame to = (LuaFrame) caller;
                  int call = to.closure.code.instructions[to.pc - 1];
                  if ((call & 0x3f) == Opcode.CALL && given >= 0 && c(call) != 0) {
                    moveResults(r, a, given, to.registers, a(call), c(call) - 1);
                    frame = to;
                    isSafepoint = false;
                    isReturn = true;
                    continue frames;
                  }
                }
                Varargs results =
                    given < 0
                        ? Values.copyOf(r, a, frame.top - a, frame.open)
                        : Values.copyOf(r, a, given);
                if (caller instanceof LuaFrame) {
                  LuaFrame to = (LuaFrame) caller;
                  frame = to;
                  execution.fuel = fuel;
                  Varargs signal = to.resume(execution, results);
                  fuel = execution.fuel;
                  if (signal == Signal.CALL) {
                    break code;
                  }
                  isSafepoint = false;
                  isReturn = true;
                  continue frames;
                }
                execution.fuel = fuel;
                frame = execution.proceed(caller, results);
                if (frame == null) {
                  return null;
                }
                fuel = execution.fuel;
                isSafepoint = execution.isAtSafepoint;
                continue frames;
              }

            case Opcode.FORLOOP:
              {
                LuaValue index = r[a];
                LuaValue limit = r[a + 1];
                LuaValue step = r[a + 2];
                if (index instanceof LuaInteger
                    && limit instanceof LuaInteger
                    && step instanceof LuaInteger) {
                  int by = step.toint();
                  long next = (long) index.toint() + by;
                  if (by > 0 ? next > limit.toint() : next < limit.toint()) {
                    continue;
                  }
                  LuaValue boxed = Numbers.valueOf(next);
                  r[a] = boxed;
                  r[a + 3] = boxed;
                } else {
                  double by = Numbers.toDouble(step);
                  double next = Numbers.toDouble(index) + by;
                  double end = Numbers.toDouble(limit);
                  if (!(by > 0 ? next <= end : end <= next)) {
                    continue;
                  }
                  LuaValue boxed = Numbers.valueOf(next);
                  r[a] = boxed;
                  r[a + 3] = boxed;
                }
                pc += sbx(i);
                if (fuel <= 0 || execution.auditDue) {
                  return execution.expire(frame, pc, fuel);
                }
                if (--code.heat < 0 || isEager) {
                  frame.pc = pc;
                  isSafepoint = true;
                  continue frames;
                }
                continue;
              }

            case Opcode.FORPREP:
              frame.pc = pc;
              prepareLoop(r, a);
              pc += sbx(i);
              continue;

            case Opcode.TFORCALL:
              {
                LuaValue iterator = r[a];
                frame.pc = pc;
                if (iterator instanceof Closure) {
                  code.noteTarget(pc - 1, ((Closure) iterator).code);
                  r[a + 3] = iterator;
                  r[a + 4] = r[a + 1];
                  r[a + 5] = r[a + 2];
                  frame = enter(execution, frame, (Closure) iterator, frame, r, a + 3, 3);
                  isSafepoint = true;
                  continue frames;
                }
                if (iterator instanceof TableIterator) {
                  code.callees[pc - 1] = ((TableIterator) iterator).kind;
                  if (((TableIterator) iterator).step(r, a, c(i))) {
                    continue;
                  }
                }
                execution.fuel = fuel;
                execution.top = frame;
                Varargs results =
                    iterator instanceof NativeFunction
                        ? ((NativeFunction) iterator).call(execution, r[a + 1], r[a + 2])
                        : execution.callOther(iterator, Values.of(r[a + 1], r[a + 2]));
                fuel = execution.fuel;
                if (results instanceof Signal) {
                  frame = execution.proceed(frame, results);
                  if (frame == null) {
                    return null;
                  }
                  fuel = execution.fuel;
                  isSafepoint = execution.isAtSafepoint;
                  continue frames;
                }
                Values.copyInto(results, r, a + 3, c(i));
                if (execution.auditDue) {
                  return execution.expire(frame, pc, fuel);
                }
                continue; // the backward jump that follows is the safepoint
              }

            case Opcode.TFORLOOP:
              if (r[a + 1] != LuaValue.NIL) {
                r[a] = r[a + 1];
                pc += sbx(i);
                if (fuel <= 0 || execution.auditDue) {
                  return execution.expire(frame, pc, fuel);
                }
                if (--code.heat < 0 || isEager) {
                  frame.pc = pc;
                  isSafepoint = true;
                  continue frames;
                }
              }
              continue;

            case Opcode.SETLIST:
              {
                int block = c(i);
                if (block == 0) {
                  block = ax(instructions[pc++]);
                }
                frame.pc = pc;
                int offset = (block - 1) * Opcode.FIELDS_PER_FLUSH;
                if (setList(execution, frame, r, a, b(i), offset) == Signal.CALL) {
                  break code;
                }
                continue;
              }

            case Opcode.CLOSURE:
              r[a] = close(execution, frame, code.child(bx(i)), upvalues);
              continue;

            case Opcode.VARARG:
              {
                int wanted = b(i) - 1;
                if (wanted < 0) {
                  frame.open = frame.varargs;
                  frame.top = a;
                } else {
                  Values.copyInto(frame.varargs, r, a, wanted);
                }
                continue;
              }

            default:
              throw new IllegalStateException("instruction " + i + " at " + (pc - 1));
          }

          // an operator that may have called a metamethod
          if (result != Signal.CALL) {
            r[a] = result;
            continue;
          }
          break;
        }
        // a metamethod is to be called for the instruction at work
        if (execution.callee instanceof Closure) {
          frame.closure.code.callees[frame.pc - 1] = Code.LUA;
        }
        execution.fuel = fuel;
        execution.top = frame;
        frame = execution.proceed(frame, Signal.CALL);
        if (frame == null) {
          return null;
        }
        fuel = execution.fuel;
        isSafepoint = execution.isAtSafepoint;
      }
    } catch (Throwable problem) {
      // whichever is lower is newer: the local one, or that of a native function that used some
      execution.fuel = Math.min(fuel, execution.fuel);
      execution.top = frame;
      throw problem;
    }
  }

  private static LuaValue constantOrRegister(LuaValue[] r, LuaValue[] k, int operand) {
    return operand >= CONSTANT_BIT ? k[operand & (CONSTANT_BIT - 1)] : r[operand];
  }

  /** {@code object[RK(c)]}; the value or a call. */
  private static LuaValue get(
      Execution execution, Code code, int pc, LuaValue object, LuaValue[] r, LuaValue[] k, int c) {
    LuaValue key;
    if (c >= CONSTANT_BIT) {
      key = k[c & (CONSTANT_BIT - 1)];
      if (object instanceof Table) {
        LuaValue value = ((Table) object).hintedField(key, code.slotHints, pc - 1);
        if (value != null) {
          return value;
        }
        value = ((Table) object).inheritedField(key, code.slotHints, pc - 1);
        if (value != null) {
          return value;
        }
      }
    } else {
      key = r[c];
      if (object instanceof Table && key instanceof LuaInteger) {
        LuaValue value = ((Table) object).item(key.toint());
        if (value != null) {
          return value;
        }
      }
    }
    return Operations.index(execution, object, key);
  }

  /** {@code object[RK(b)] = value}; {@link LuaValue#NONE} when done, or a call. */
  private static LuaValue set(
      Execution execution,
      Code code,
      int pc,
      LuaValue object,
      LuaValue[] r,
      LuaValue[] k,
      int b,
      LuaValue value) {
    LuaValue key;
    if (b >= CONSTANT_BIT) {
      key = k[b & (CONSTANT_BIT - 1)];
      if (object instanceof Table
          && ((Table) object).replaceField(key, value, code.slotHints, pc - 1)) {
        return LuaValue.NONE;
      }
    } else {
      key = r[b];
      if (object instanceof Table
          && key instanceof LuaInteger
          && ((Table) object).replaceItem(key.toint(), value)) {
        return LuaValue.NONE;
      }
    }
    return Operations.store(execution, object, key, value);
  }

  /** Makes the frame of a call whose arguments stand in registers. */
  private static LuaFrame enter(
      Execution execution,
      LuaFrame frame,
      Closure callee,
      @Nullable Frame caller,
      LuaValue[] r,
      int a,
      int b) {
    LuaFrame entered;
    if (b != 0) {
      entered = LuaFrame.of(callee, caller, r, a + 1, b - 1);
    } else {
      entered = LuaFrame.of(callee, caller, Values.copyOf(r, a + 1, frame.top - a - 1, frame.open));
      frame.open = LuaValue.NONE;
    }
    if (caller == null) {
      entered.depth = Math.abs(frame.depth);
    }
    if (entered.height > execution.stackMark) {
      execution.growStack(entered);
    }
    if (entered.depth > execution.maxDepth()) {
      throw RaisedError.stackOverflow();
    }
    return entered;
  }

  /**
   * Makes one list of the many values that the instruction at work takes, in registers from one on
   * and behind them; then that instruction runs again. The frame to run, or null to leave.
   */
  static @Nullable LuaFrame gather(Execution execution, LuaFrame frame, int first) {
    return execution.proceed(LongList.gathering(execution, frame, first), null);
  }

  /** Calls what is not a Lua function; the results, or a signal. */
  private static Varargs callNative(
      Execution execution, LuaFrame frame, LuaValue callee, LuaValue[] r, int a, int b) {
    if (callee instanceof NativeFunction) {
      NativeFunction function = (NativeFunction) callee;
      switch (b) {
        case 1:
          return function.call(execution, LuaValue.NONE);
        case 2:
          return function.call(execution, r[a + 1]);
        case 3:
          return function.call(execution, r[a + 1], r[a + 2]);
        case 4:
          return function.call(execution, r[a + 1], r[a + 2], r[a + 3]);
        default:
          return function.call(execution, arguments(frame, r, a, b));
      }
    }
    return execution.callOther(callee, arguments(frame, r, a, b));
  }

  static Varargs arguments(LuaFrame frame, LuaValue[] r, int a, int b) {
    if (b != 0) {
      return Values.copyOf(r, a + 1, b - 1);
    }
    Varargs all = Values.copyOf(r, a + 1, frame.top - a - 1, frame.open);
    frame.open = LuaValue.NONE;
    return all;
  }

  private static void moveResults(
      LuaValue[] from, int first, int given, LuaValue[] to, int at, int wanted) {
    for (int n = 0; n < wanted; n++) {
      to[at + n] = n < given ? from[first + n] : LuaValue.NIL;
    }
  }

  private static void prepareLoop(LuaValue[] r, int a) {
    LuaValue index = r[a];
    LuaValue step = r[a + 2];
    if (index instanceof LuaInteger
        && r[a + 1] instanceof LuaInteger
        && step instanceof LuaInteger) {
      r[a] = Numbers.valueOf((long) index.toint() - step.toint());
      return;
    }
    LuaNumber start = Operations.toNumber(index);
    LuaNumber limit = Operations.toNumber(r[a + 1]);
    LuaNumber by = Operations.toNumber(step);
    if (start == null) {
      throw RaisedError.message("'for' initial value must be a number");
    }
    if (limit == null) {
      throw RaisedError.message("'for' limit must be a number");
    }
    if (by == null) {
      throw RaisedError.message("'for' step must be a number");
    }
    r[a] = Numbers.valueOf(start.todouble() - by.todouble());
    r[a + 1] = limit;
    r[a + 2] = by;
  }

  private static LuaValue setList(
      Execution execution, LuaFrame frame, LuaValue[] r, int a, int b, int offset) {
    Varargs open = LuaValue.NONE;
    if (b == 0) {
      open = frame.open;
      frame.open = LuaValue.NONE;
    }
    return setList(execution, (Table) r[a], offset, r, a + 1, b != 0 ? b : frame.top - a - 1, open);
  }

  /** Stores list items behind an offset; {@link LuaValue#NONE} when done, or a call. */
  static LuaValue setList(
      Execution execution,
      Table table,
      int offset,
      LuaValue[] values,
      int first,
      int count,
      Varargs open) {
    int inOpen = open.narg();
    int before = table.slots();
    boolean areNumbers = inOpen == 0 || open.arg1() instanceof LuaNumber;
    for (int n = 0; n < count && areNumbers; n++) {
      areNumbers = values[first + n] instanceof LuaNumber;
    }
    table.reserveList(offset + count + inOpen, areNumbers);
    int answer = 0;
    for (int n = 0; n < count; n++) {
      answer = Math.min(answer, table.store(offset + n + 1, values[first + n]));
    }
    if (inOpen <= ListFill.PIECE) {
      for (int n = 1; n <= inOpen; n++) {
        answer = Math.min(answer, table.store(offset + count + n, open.arg(n)));
      }
    }
    if (answer == Table.NO_ROOM) {
      throw Execution.memoryExhausted();
    }
    execution.chargeTableGrowth(Math.max(0, table.slots() - before));
    if (inOpen > ListFill.PIECE) {
      return execution.signalCall(new ListFill(table, offset + count, open), LuaValue.NONE);
    }
    return answer == Table.DUE ? TableGrowth.signal(execution, table, answer) : LuaValue.NONE;
  }

  static Closure close(Execution execution, LuaFrame frame, Code child, UpValue[] enclosing) {
    Upvaldesc[] wanted = child.upvalues;
    UpValue[] captured = new UpValue[wanted.length];
    for (int n = 0; n < captured.length; n++) {
      Upvaldesc from = wanted[n];
      captured[n] = from.instack ? frame.upvalue(from.idx) : enclosing[from.idx];
    }
    execution.chargeClosure(captured.length);
    return new Closure(child, captured);
  }

  /** How many arguments a call has. */
  private static int given(LuaFrame frame, int a, int b) {
    return b != 0 ? b - 1 : frame.top - a - 1 + frame.open.narg();
  }
}
