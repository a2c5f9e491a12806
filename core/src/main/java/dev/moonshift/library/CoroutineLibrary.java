package dev.moonshift.library;

import dev.moonshift.vm.Coroutine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.TracedValue;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import java.util.Locale;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The {@code coroutine} library. All of it switches frames and none of it nests runs. */
final class CoroutineLibrary {
  private CoroutineLibrary() {}

  static Table create() {
    Table library = new Table();
    Library.add(library, "coroutine", "create", CoroutineLibrary::create);
    Library.add(library, "resume", new Resume());
    Library.add(library, "coroutine", "running", CoroutineLibrary::running);
    Library.add(library, "coroutine", "status", CoroutineLibrary::status);
    Library.add(library, "coroutine", "wrap", CoroutineLibrary::wrap);
    Library.add(library, "yield", new Yield());
    return library;
  }

  private static Coroutine newCoroutine(Execution execution, Varargs args) {
    LuaValue function = Arguments.function(args, 1);
    execution.chargeMemory(MemoryCost.COROUTINE);
    return new Coroutine(function);
  }

  private static Varargs create(Execution execution, Varargs args) {
    return newCoroutine(execution, args);
  }

  private static Varargs running(Execution execution, Varargs args) {
    Coroutine current = execution.currentCoroutine();
    return Values.of(current, LuaValue.valueOf(execution.isMain(current)));
  }

  private static Varargs status(Execution execution, Varargs args) {
    String status = Arguments.coroutine(args, 1).status().name();
    return execution.newString(status.toLowerCase(Locale.ROOT));
  }

  private static Varargs wrap(Execution execution, Varargs args) {
    return new Wrapped(newCoroutine(execution, args));
  }

  // Classes of their own, so that the JVM sees what compiled code calls where it switches.

  private static final class Resume extends NativeFunction {
    Resume() {
      super("coroutine.resume");
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      Coroutine coroutine = Arguments.coroutine(args, 1);
      String objection = Execution.whyNotResumable(coroutine);
      return objection != null
          ? Values.of(LuaValue.FALSE, execution.newString(objection))
          : execution.resume(coroutine, Values.drop(args, 1), false);
    }
  }

  private static final class Yield extends NativeFunction {
    Yield() {
      super("coroutine.yield");
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      return execution.yield(args);
    }
  }

  /** The function that {@code wrap} returns. */
  private static final class Wrapped extends NativeFunction implements TracedValue {
    private final Coroutine coroutine;

    Wrapped(Coroutine coroutine) {
      super("wrap");
      this.coroutine = coroutine;
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      String objection = Execution.whyNotResumable(coroutine);
      if (objection != null) {
        throw RaisedError.fromNative(objection);
      }
      return execution.resume(coroutine, args, true);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(coroutine);
    }
  }
}
