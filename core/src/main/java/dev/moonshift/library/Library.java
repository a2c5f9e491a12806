package dev.moonshift.library;

import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Builds library tables. */
final class Library {
  private Library() {}

  /** Adds a function under its short name; its own name is {@code library.name}. */
  static void add(Table library, String libraryName, String name, NativeFunction.Body body) {
    library.put(key(name), NativeFunction.of(libraryName + "." + name, body));
  }

  /** As above, for a {@link LeafFunction}. */
  static void addLeaf(Table library, String libraryName, String name, NativeFunction.Body body) {
    library.put(key(name), LeafFunction.leaf(libraryName + "." + name, body));
  }

  /** Adds any value. */
  static void add(Table library, String name, LuaValue value) {
    library.put(key(name), value);
  }

  private static LuaValue key(String name) {
    return LuaString.valueOf(name);
  }
}
