package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;

/**
 * What a process's objects are charged, after a documented size for each, so that the number
 * depends on the script alone and not on the JVM.
 *
 * <p>Charges only add up; when they pass the limit, a {@link MemoryAudit} counts what is really
 * alive and sets the account to that.
 */
public final class MemoryAccount {
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

  /** The error value, the same object for all, so that it can be told from a script's own text. */
  static final LuaValue NOT_ENOUGH = LuaValue.valueOf("not enough memory");

  private final long limit;
  private long charged;

  MemoryAccount(long limit) {
    this.limit = limit;
  }

  /** The most that may be alive, in bytes. */
  public long limit() {
    return limit;
  }

  /** What has been charged since the last audit, and what that found alive, in bytes. */
  public long charged() {
    return charged;
  }

  /** Adds to the account; true if it has passed the limit. */
  boolean charge(long bytes) {
    charged += bytes;
    return charged > limit;
  }

  /** Sets the account to what was found alive. */
  void settle(long alive) {
    charged = alive;
  }

  /** The error for a process that wants more than its limit. */
  ScriptError exhausted() {
    return new ScriptError(NOT_ENOUGH);
  }
}
