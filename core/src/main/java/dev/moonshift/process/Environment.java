package dev.moonshift.process;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.OverlayTable;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a host gives to a script: values and functions, as global variables.
 *
 * <p>Values are copied: each process gets its own, and what a script does to them nobody else sees.
 * A table that processes are meant to share is said so with {@link Builder#share}.
 *
 * <p>Accepted are null, booleans, numbers, strings, byte arrays, maps and lists of these, and
 * LuaJ's values. A LuaJ function runs as a leaf: it must do little and return; it cannot call
 * script functions.
 *
 * <p><b>Threads.</b> Immutable, but for shared tables: processes that share one must run on one
 * thread.
 */
public final class Environment {
  /** Gives nothing. */
  public static final Environment EMPTY = builder().build();

  private final Map<LuaString, LuaValue> copied;
  private final Map<LuaString, LuaValue> shared;

  private final Set<Grant> grants; // in the order of the constants: REQUIRE lists what DEBUG gave

  private Environment(
      Map<LuaString, LuaValue> copied, Map<LuaString, LuaValue> shared, Set<Grant> grants) {
    this.copied = Collections.unmodifiableMap(new LinkedHashMap<>(copied)); // pairs sees the order
    this.shared = Collections.unmodifiableMap(new LinkedHashMap<>(shared));
    this.grants = Collections.unmodifiableSet(EnumSet.copyOf(grants));
  }

  /** Whether a part of the library is granted. */
  boolean grants(Grant grant) {
    return grants.contains(grant);
  }

  /** Begins an environment. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether it gives nothing. */
  boolean isEmpty() {
    return grants.isEmpty() && copied.isEmpty() && shared.isEmpty();
  }

  /** Gives everything to the globals of a new process. */
  void installIn(OverlayTable globals) {
    grants.forEach(grant -> grant.installIn(globals));
    copied.forEach((name, value) -> globals.put(name, copy(value)));
    shared.forEach(globals::put);
  }

  private static LuaValue copy(LuaValue value) {
    return value instanceof Table
        ? copyTable((Table) value, new java.util.IdentityHashMap<>())
        : value;
  }

  private static Table copyTable(Table table, Map<Table, Table> done) {
    Table known = done.get(table);
    if (known != null) {
      return known;
    }
    Table copy = new Table();
    done.put(table, copy);
    for (LuaValue key : table.keys()) {
      LuaValue value = table.raw(key);
      copy.put(key, value instanceof Table ? copyTable((Table) value, done) : value);
    }
    return copy;
  }

  /** Turns what a host's function answers into results: several if it is a list of LuaJ's. */
  static Varargs toLuaList(@Nullable Object answer) {
    return answer instanceof Varargs && !(answer instanceof LuaValue)
        ? (Varargs) answer
        : toLua(answer);
  }

  /** Turns a Java value into a Lua value; see the class for what is accepted. */
  static LuaValue toLua(@Nullable Object value) {
    if (value == null) {
      return LuaValue.NIL;
    }
    if (value instanceof LuaValue) {
      return Execution.adopt((LuaValue) value);
    }
    if (value instanceof Boolean) {
      return LuaValue.valueOf((Boolean) value);
    }
    if (value instanceof Number) {
      return Numbers.valueOf(((Number) value).doubleValue());
    }
    if (value instanceof CharSequence) {
      return LuaValue.valueOf(value.toString());
    }
    if (value instanceof byte[]) {
      return LuaString.valueUsing(((byte[]) value).clone());
    }
    if (value instanceof Map<?, ?>) {
      Table table = new Table();
      ((Map<?, ?>) value).forEach((k, v) -> table.put(toLua(k), toLua(v)));
      return table;
    }
    if (value instanceof List<?>) {
      Table table = new Table();
      int i = 0;
      for (Object item : (List<?>) value) {
        table.put(++i, toLua(item));
      }
      return table;
    }
    throw new IllegalArgumentException(
        "a script can be given null, booleans, numbers, strings, byte arrays, maps, lists and LuaJ"
            + " values, was "
            + value.getClass().getName());
  }

  /** Collects what a script is given. A name that is given twice keeps the last. */
  public static final class Builder {
    /** How LuaJ's checks of a value begin their message: without the function's name. */
    private static final String BAD_ARGUMENT = "bad argument: ";

    private final Map<LuaString, LuaValue> copied = new LinkedHashMap<>();
    private final Map<LuaString, LuaValue> shared = new LinkedHashMap<>();

    private final Set<Grant> grants = EnumSet.noneOf(Grant.class);

    private Builder() {}

    /** Gives a part of the standard library that a script does not have otherwise. */
    public Builder grant(Grant grant) {
      grants.add(Objects.requireNonNull(grant, "grant"));
      return this;
    }

    /**
     * Gives each process a copy of a value.
     *
     * @throws IllegalArgumentException if the value is of a kind that scripts cannot be given
     */
    public Builder set(String name, @Nullable Object value) {
      copied.put(key(name), toLua(value));
      return this;
    }

    /** Gives all processes the same table: what one writes, the others see. */
    public Builder share(String name, LuaTable table) {
      if (!(table instanceof Table)) {
        throw new IllegalArgumentException(
            "a shared table must be a dev.moonshift.vm.Table, was " + table.getClass().getName());
      }
      shared.put(key(name), table);
      return this;
    }

    /**
     * Gives a function. It runs on the thread that runs the process, and the process waits
     * meanwhile, so it must be quick. An exception it throws is an error in the script.
     */
    public Builder function(String name, Function<Varargs, @Nullable Object> function) {
      Objects.requireNonNull(function, "function");
      copied.put(
          key(name), NativeFunction.of(name, (execution, args) -> answer(name, function, args)));
      return this;
    }

    /**
     * Gives a function that answers later: the process waits, without a thread, until the stage it
     * returned completes. A stage that fails is an error in the script.
     */
    public Builder asyncFunction(
        String name, Function<Varargs, CompletionStage<? extends @Nullable Object>> function) {
      Objects.requireNonNull(function, "function");
      copied.put(
          key(name),
          NativeFunction.of(
              name, (execution, args) -> LuaProcess.await(execution, apply(name, function, args))));
      return this;
    }

    private static Varargs answer(
        String name, Function<Varargs, @Nullable Object> function, Varargs args) {
      return apply(name, given -> toLuaList(function.apply(given)), args);
    }

    /** Calls a host's function; an exception of the host's becomes an error of the script's. */
    private static <T extends @Nullable Object> T apply(
        String name, Function<Varargs, T> function, Varargs args) {
      try {
        return function.apply(args);
      } catch (LuaError e) {
        String message = e.getMessage();
        if (message == null || !message.startsWith(BAD_ARGUMENT)) {
          throw e;
        }
        String problem = message.substring(BAD_ARGUMENT.length());
        throw RaisedError.fromNative("bad argument to '" + name + "': " + problem);
      } catch (RuntimeException e) {
        String message = e.getMessage();
        throw RaisedError.fromNative(
            message == null ? "host function '" + name + "' failed" : message);
      }
    }

    private static LuaString key(String name) {
      return LuaString.valueOf(Objects.requireNonNull(name, "name"));
    }

    /** Makes the environment. */
    public Environment build() {
      return new Environment(copied, shared, grants);
    }
  }
}
