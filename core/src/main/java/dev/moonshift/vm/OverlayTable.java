package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A table that starts as a view of another, which never changes: what a process writes is its own,
 * what it only reads costs it nothing.
 *
 * <p>The base has no list items. Removing a key of the base, or traversing the table, first copies
 * the base; from then on this is a table like any other.
 */
public final class OverlayTable extends Table {
  private @Nullable Table base; // null once copied
  private @Nullable Inner inner;

  /** A table inside the base with its overlay. */
  private record Inner(Table of, OverlayTable overlay, @Nullable Inner next) {}

  /** Makes a view of a table that must not change any more. */
  public OverlayTable(Table base) {
    this.base = base;
    this.inner = null;
  }

  /** Returns the overlay of a table inside the base, always the same one. */
  public OverlayTable overlayOf(Table table) {
    if (table == base) {
      return this;
    }
    for (Inner known = inner; known != null; known = known.next) {
      if (known.of == table) {
        return known.overlay;
      }
    }
    OverlayTable made = new OverlayTable(table);
    inner = new Inner(table, made, inner);
    return made;
  }

  /** Makes a value of the base this process's own. */
  private LuaValue own(LuaValue key, LuaValue value) {
    if (!(value instanceof Table)) {
      return value;
    }
    OverlayTable overlay = overlayOf((Table) value);
    put(key, overlay);
    return overlay;
  }

  @Override
  public LuaValue raw(LuaValue key) {
    LuaValue value = super.raw(key);
    return value == NIL && base != null ? own(key, base.raw(key)) : value;
  }

  /** The value that a constant string has in the base; null if it has none or that has changed. */
  @Nullable LuaValue baseField(LuaValue key, int[] hints, int at) {
    LuaValue value = base == null ? null : base.field(key, hints, at);
    return value == null || value == NIL ? null : own(key, value);
  }

  @Override
  int store(LuaValue key, LuaValue value) {
    if (value == NIL && base != null && base.raw(key) != NIL) {
      detach();
    }
    return super.store(key, value);
  }

  @Override
  int positionAfter(LuaValue key, int last) {
    return base == null ? super.positionAfter(key, last) : positionAfter(key);
  }

  @Override
  int positionAfter(LuaValue key) {
    detach();
    return super.positionAfter(key);
  }

  @Override
  public int border() {
    detach();
    return super.border();
  }

  @Override
  public LuaValue[] keys() {
    detach();
    return super.keys();
  }

  @Override
  public int keyCount() {
    detach();
    return super.keyCount();
  }

  private void detach() {
    Table copied = base;
    if (copied == null) {
      return;
    }
    for (int p = copied.nextPosition(0); p >= 0; p = copied.nextPosition(p + 1)) {
      if (super.raw(copied.keyAt(p)) == NIL) {
        put(copied.keyAt(p), own(copied.keyAt(p), copied.valueAt(p)));
      }
    }
    base = null;
  }
}
