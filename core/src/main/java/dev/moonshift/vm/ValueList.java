package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A list of values in an array, or in a part of one that it shares with longer lists: so the end of
 * a long list is had without copying it.
 */
final class ValueList extends Varargs {
  private final LuaValue[] values;
  private final int from;
  private final int count;

  /** Takes an array, which must not change any more. */
  ValueList(LuaValue[] values) {
    this(values, 0, values.length);
  }

  private ValueList(LuaValue[] values, int from, int count) {
    this.values = values;
    this.from = from;
    this.count = count;
  }

  /** The list without its first values; at least one must be left. */
  ValueList drop(int first) {
    return new ValueList(values, from + first, count - first);
  }

  /** Writes some values, counted from 0, to an array. */
  void copy(int first, LuaValue[] target, int at, int wanted) {
    System.arraycopy(values, from + first, target, at, wanted);
  }

  /** The longest list that this one is a part of. */
  ValueList whole() {
    return count == values.length ? this : new ValueList(values);
  }

  @Override
  public LuaValue arg(int index) {
    return index >= 1 && index <= count ? values[from + index - 1] : LuaValue.NIL;
  }

  @Override
  public int narg() {
    return count;
  }

  @Override
  public LuaValue arg1() {
    return values[from];
  }

  @Override
  public Varargs subargs(int start) {
    return Values.drop(this, start - 1);
  }
}
