package dev.moonshift.vm;

/** A value of ours, other than a table or Lua function, that keeps others alive. */
public interface TracedValue {
  /** Reports the values it holds. */
  void trace(Tracer tracer);
}
