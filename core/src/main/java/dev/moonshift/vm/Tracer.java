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

  /** Reports the bytes of a string that is being made; null is ignored. */
  default void bytes(byte @Nullable [] bytes) {
    if (bytes != null) {
      memory(MemoryCost.STRING + bytes.length);
    }
  }

  /** Reports a list of values; null is ignored. */
  void values(@Nullable Varargs values);
}
