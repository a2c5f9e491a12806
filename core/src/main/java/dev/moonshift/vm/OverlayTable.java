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
  private @Nullable Table base;

  // the overlays of tables inside the base
  private final Table original;
  private @Nullable OverlayTable firstInner;
  private @Nullable OverlayTable nextInner;

  /** Makes a view of a table that must not change any more. */
  public OverlayTable(Table base) {
    this.base = base;
    this.original = base;
  }

  /** Returns the overlay of a table inside the base, always the same one. */
  public OverlayTable overlayOf(Table inner) {
    if (inner == original) {
      return this;
    }
    for (OverlayTable known = firstInner; known != null; known = known.nextInner) {
      if (known.original == inner) {
        return known;
      }
    }
    OverlayTable made = new OverlayTable(inner);
    made.nextInner = firstInner;
    firstInner = made;
    return made;
  }

  /** Makes a value of the base this process's own. */
  private LuaValue own(LuaValue key, LuaValue value) {
    if (!(value instanceof Table)) {
      return value;
    }
    OverlayTable inner = overlayOf((Table) value);
    super.put(key, inner);
    return inner;
  }

  @Override
  public LuaValue raw(LuaValue key) {
    LuaValue value = super.raw(key);
    return value == NIL && base != null ? own(key, base.raw(key)) : value;
  }

  @Override
  public void put(LuaValue key, LuaValue value) {
    if (value == NIL && base != null && base.raw(key) != NIL) {
      detach();
    }
    super.put(key, value);
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
    base = null;
    for (int p = copied.nextPosition(0); p >= 0; p = copied.nextPosition(p + 1)) {
      if (super.raw(copied.keyAt(p)) == NIL) {
        super.put(copied.keyAt(p), own(copied.keyAt(p), copied.valueAt(p)));
      }
    }
  }
}
