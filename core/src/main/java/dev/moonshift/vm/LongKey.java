package dev.moonshift.vm;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Looking up long strings in tables: they are compared, and in some tables hashed, in full. */
final class LongKey {
  /** Shorter strings are looked up for nothing: that takes some hundred nanoseconds at most. */
  private static final int MIN_LENGTH = 128;

  /** {@code object[key]}. */
  static final InstructionStep INDEX =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return Operations.index(execution, args.arg1(), args.arg(2), true);
        }
      };

  /** {@code object[key] = value}. */
  static final InstructionStep STORE =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return Operations.store(execution, args.arg1(), args.arg(2), args.arg(3), true);
        }
      };

  private LongKey() {}

  /** Whether looking up a key is to be billed. */
  static boolean isLong(LuaValue key) {
    return key instanceof LuaString && ((LuaString) key).m_length > MIN_LENGTH;
  }

  /** The fuel to look up a long key. */
  static int cost(Table table, LuaValue key) {
    int compared = ((LuaString) key).m_length / Operations.BYTES_PER_FUEL;
    return table.keyed() == null ? compared : compared + KeyedIndex.cost(key);
  }
}
