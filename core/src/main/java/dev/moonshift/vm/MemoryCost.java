package dev.moonshift.vm;

/**
 * What each kind of object is charged to the process that makes it, in bytes. The sizes are
 * documented ones, near those of reference Lua, so that the sum depends on the script alone and not
 * on the JVM; on HotSpot with compressed pointers an object takes at most twice as much.
 */
public final class MemoryCost {
  /** A table without its contents. */
  public static final int TABLE = 64;

  /** Room for a value in a table; a list item takes one, any other entry two. */
  public static final int SLOT = 16;

  /** A string without its bytes. */
  public static final int STRING = 40;

  /** A function without its captured variables. */
  public static final int CLOSURE = 40;

  /** A captured variable. */
  public static final int UPVALUE = 40;

  /** A coroutine without its frames. */
  public static final int COROUTINE = 200;

  /** An activation without its registers. */
  public static final int FRAME = 64;

  /** An activation of a library function that keeps much in its frame, in slots. */
  public static final int LARGE_FRAME_SLOTS = 32;

  private MemoryCost() {}
}
