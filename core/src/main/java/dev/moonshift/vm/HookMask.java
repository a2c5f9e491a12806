package dev.moonshift.vm;

/**
 * What a hook wants to be told.
 *
 * @param calls of functions
 * @param returns from functions
 * @param lines when another one begins, or the same again
 * @param count every so many instructions; 0 for never
 */
public record HookMask(boolean calls, boolean returns, boolean lines, int count) {
  /** Nothing. */
  public static final HookMask NONE = new HookMask(false, false, false, 0);

  /** Whether it wants to be told anything. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
