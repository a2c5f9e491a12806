package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Has a large table rewritten before its process goes on: a frame on top of the one that made it
 * due, preempted, billed and resumed like any other work of the process.
 *
 * <p>The memory is charged when the new size is known and before anything is moved. If that is too
 * much, an audit comes first, and may raise "not enough memory", and the table stays as it was.
 */
final class TableGrowth extends NativeFrame {
  /**
   * What an instruction calls after it has put something into a table: the arguments are the table,
   * whether it is to be grown, and the fuel that the instruction is to pay.
   */
  static final InstructionStep AFTER_STORE =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return afterStore(execution, (Table) args.arg1(), args.arg(2).toint());
        }
      };

  private final Table table;
  private final TableRewrite rewrite;
  private final @Nullable Varargs toDeliver; // what the frame below waits for
  private boolean isCharged;
  private int unpaid; // of the latest step: more than a piece where long keys were hashed

  TableGrowth(Table table, @Nullable Varargs toDeliver) {
    this.table = table;
    this.rewrite = new TableRewrite(table);
    this.toDeliver = toDeliver;
  }

  /** Has an instruction pay for what {@link Table#store} answered, or do what it asks for. */
  static LuaValue signal(Execution execution, Table table, int answer) {
    return execution.signalCall(AFTER_STORE, Values.of(table, LuaInteger.valueOf(answer)));
  }

  private static Varargs afterStore(Execution execution, Table table, int answer) {
    if (answer != Table.DUE) {
      execution.charge(answer);
      return LuaValue.NONE;
    }
    TableGrowth growth = new TableGrowth(table, LuaValue.NONE);
    return growth.finishes(execution) ? LuaValue.NONE : execution.pause(growth);
  }

  @Override
  public @Nullable Varargs resume(Execution execution, @Nullable Varargs nothing) {
    return finishes(execution) ? toDeliver : execution.pause(this);
  }

  /** Goes on; false if it is to pause. */
  private boolean finishes(Execution execution) {
    while (unpaid > 0 || !rewrite.isDone()) {
      if (unpaid == 0) {
        if (rewrite.isPlanned() && !isCharged) {
          if (!execution.hasRoom((long) Math.max(0, rewrite.growth()) * MemoryCost.SLOT)) {
            return false;
          }
          isCharged = true;
        }
        unpaid = rewrite.step();
      }
      int units = Math.min(unpaid, Piece.units(execution));
      execution.charge(units);
      unpaid -= units;
      if (execution.shouldPause()) { // an audit that is due comes before anything is moved
        return unpaid == 0 && rewrite.isDone();
      }
    }
    return true;
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  boolean letsCallerGoOn() {
    return toDeliver == null;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(table);
    tracer.values(toDeliver);
  }

  @Override
  public String name() {
    return "?";
  }
}
