package dev.moonshift.vm;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.luaj.vm2.LuaString;

/** The events that a metatable can handle; the key is the name with two underscores before it. */
public enum Metamethod {
  INDEX,
  NEWINDEX,
  CALL,
  ADD,
  SUB,
  MUL,
  DIV,
  MOD,
  POW,
  UNM,
  CONCAT,
  LEN,
  EQ,
  LT,
  LE,
  TOSTRING,
  PAIRS,
  IPAIRS,
  METATABLE,
  GC,
  MODE;

  /** The key in a metatable. */
  public final LuaString key;

  /** Marks the event in a set of events. */
  final int bit;

  Metamethod() {
    key =
        LuaString.valueUsing(
            ("__" + name().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII));
    bit = 1 << ordinal();
  }
}
