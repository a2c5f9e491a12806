package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Is told by a frame which values it holds. */
public interface Tracer {
  /** Reports a value; null is ignored. */
  void value(@Nullable LuaValue value);

  /** Reports memory that a frame or function holds besides its values, in bytes. */
  void memory(long bytes);

  /** Reports a list of values; null is ignored. */
  default void values(@Nullable Varargs values) {
    if (values instanceof ValueList) {
      ((ValueList) values).trace(this);
    } else if (values != null) {
      for (int i = 1, count = values.narg(); i <= count; i++) {
        value(values.arg(i));
      }
    }
  }
}
