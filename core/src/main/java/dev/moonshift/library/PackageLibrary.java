package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.OverlayTable;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.TracedValue;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code require} and {@code package} for a process whose host grants them: modules are what is
 * loaded already, or what the script puts into {@code package.preload} or finds with searchers of
 * its own. Nothing reads files.
 */
final class PackageLibrary {
  private static final LuaString LOADED = LuaString.valueOf("loaded");
  private static final LuaString PRELOAD = LuaString.valueOf("preload");
  private static final LuaString SEARCHERS = LuaString.valueOf("searchers");

  /** The libraries that are loaded from the beginning; {@code _G} and {@code package} are too. */
  private static final String[] LIBRARIES = {
    "_G", "bit32", "coroutine", "debug", "math", "os", "string", "table"
  };

  /** As the reference writes it: separators of folders, of paths, the mark of a name, ... */
  private static final String CONFIG = "/\n;\n?\n!\n-\n";

  private PackageLibrary() {}

  static void installIn(OverlayTable globals) {
    Table loaded = new Table();
    for (String library : LIBRARIES) {
      LuaString name = LuaString.valueOf(library);
      loaded.put(name, globals.raw(name));
    }
    Table preload = new Table();
    Table searchers = new Table();
    searchers.put(1, new PreloadSearcher(preload));
    Table library = new Table();
    library.put(LOADED, loaded);
    library.put(PRELOAD, preload);
    library.put(SEARCHERS, searchers);
    Library.add(library, "config", LuaValue.valueOf(CONFIG));
    Library.add(library, "path", LuaValue.EMPTYSTRING);
    Library.add(library, "cpath", LuaValue.EMPTYSTRING);
    Library.add(loaded, "package", library);
    Library.add(globals, "package", library);
    Library.add(globals, "require", new Require(library, loaded));
  }

  /** Looks in {@code package.preload}. */
  private static final class PreloadSearcher extends NativeFunction implements TracedValue {
    private final Table preload;

    PreloadSearcher(Table preload) {
      super("package.searchers.preload");
      this.preload = preload;
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaString name = Arguments.string(args, 1);
      LuaValue loader = preload.raw(name);
      return loader.isnil()
          ? LuaString.valueOf("\n\tno field package.preload['" + name.tojstring() + "']")
          : loader;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(preload);
    }
  }

  private static final class Require extends NativeFunction implements TracedValue {
    private final Table library;
    private final Table loaded;

    Require(Table library, Table loaded) {
      super("require");
      this.library = library;
      this.loaded = loaded;
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaString name = Arguments.string(args, 1);
      LuaValue known = loaded.raw(name);
      if (known.toboolean()) {
        return known;
      }
      LuaValue searchers = library.raw(SEARCHERS);
      if (!(searchers instanceof Table)) {
        throw RaisedError.fromNative("'package.searchers' must be a table");
      }
      return new Requiring(name, loaded, (Table) searchers).search(execution);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(library);
      tracer.value(loaded);
    }
  }

  /** {@code require} at work: asks one searcher after the other, then calls the loader. */
  private static final class Requiring extends NativeFrame {
    private final LuaString name;
    private final Table loaded;
    private final Table searchers;
    private final StringBuilder tried = new StringBuilder();
    private int searcher;
    private boolean isLoading;

    Requiring(LuaString name, Table loaded, Table searchers) {
      this.name = name;
      this.loaded = loaded;
      this.searchers = searchers;
    }

    Varargs search(Execution execution) {
      LuaValue next = searchers.raw(++searcher);
      if (next.isnil()) {
        throw RaisedError.fromNative("module '" + name.tojstring() + "' not found:" + tried);
      }
      return execution.call(this, next, name);
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      Varargs answer = results == null ? LuaValue.NONE : results;
      if (isLoading) {
        return finish(execution, answer.arg1());
      }
      LuaValue found = answer.arg1();
      if (found.isfunction()) {
        isLoading = true;
        return execution.call(this, found, Values.of(name, answer.arg(2)));
      }
      if (found.isstring()) {
        tried.append(found.tojstring());
      }
      return search(execution);
    }

    private LuaValue finish(Execution execution, LuaValue module) {
      if (!module.isnil()) {
        Operations.put(execution, loaded, name, module);
      } else if (loaded.raw(name).isnil()) {
        Operations.put(execution, loaded, name, LuaValue.TRUE);
      }
      return loaded.raw(name);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(name);
      tracer.value(loaded);
      tracer.value(searchers);
      tracer.memory(tried.length());
    }

    @Override
    public String name() {
      return "require";
    }
  }
}
