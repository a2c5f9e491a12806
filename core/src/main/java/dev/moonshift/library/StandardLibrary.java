package dev.moonshift.library;

import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.OverlayTable;
import dev.moonshift.vm.Table;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The standard library as every process finds it: one read-only set of tables, which each process
 * sees through an overlay of its own.
 *
 * <p><b>Threads.</b> Safe: nothing here changes once made.
 */
public final class StandardLibrary {
  private static final Table STRING = StringLibrary.create();
  private static final Table BASE = createBase();
  private static final Table DEBUG = DebugLibrary.createFull();
  private static final Map<LuaString, LuaString> NAMES = collectNames();

  private StandardLibrary() {}

  private static Table createBase() {
    Table base = BaseLibrary.create();
    Library.add(base, "_G", base);
    Library.add(base, "string", STRING);
    Library.add(base, "coroutine", CoroutineLibrary.create());
    Table tables = TableLibrary.create();
    Library.add(base, "table", tables);
    Library.add(base, "unpack", tables.raw(LuaString.valueOf("unpack"))); // as in Lua 5.1
    Library.add(base, "math", MathLibrary.create());
    Library.add(base, "bit32", Bit32Library.create());
    Library.add(base, "os", OsLibrary.create());
    Library.add(base, "debug", DebugLibrary.create());
    return base;
  }

  private static Map<LuaString, LuaString> collectNames() {
    Map<LuaString, LuaString> names = new HashMap<>();
    collectNames(BASE, names);
    collectNames(DEBUG, names);
    for (Metamethod event : Metamethod.values()) {
      names.put(event.key, event.key);
    }
    return Map.copyOf(names);
  }

  private static void collectNames(Table library, Map<LuaString, LuaString> names) {
    for (LuaValue key : library.keys()) {
      if (key instanceof LuaString && names.put((LuaString) key, (LuaString) key) == null) {
        LuaValue value = library.raw(key);
        if (value instanceof Table && value != library) {
          collectNames((Table) value, names);
        }
      }
    }
  }

  /** Makes the global variables of a new process. */
  public static OverlayTable newGlobals() {
    return new OverlayTable(BASE);
  }

  /** Gives a process all of {@code debug} in place of {@code debug.traceback} alone. */
  public static void grantDebug(OverlayTable globals) {
    globals.put(LuaString.valueOf("debug"), globals.overlayOf(DEBUG));
  }

  /** Gives a process {@code require} and {@code package}. */
  public static void grantRequire(OverlayTable globals) {
    PackageLibrary.installIn(globals);
  }

  /** The base library's functions on strings. */
  public static Table strings() {
    return STRING;
  }

  /**
   * Returns the library's own object for a name it uses, or the string itself: constants that are
   * the same object as the key are found at once.
   */
  public static LuaString wellKnown(LuaString text) {
    return NAMES.getOrDefault(text, text);
  }
}
