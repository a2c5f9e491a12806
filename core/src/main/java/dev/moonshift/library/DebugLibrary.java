package dev.moonshift.library;

import dev.moonshift.vm.Coroutine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The part of the {@code debug} library that is safe in any script: {@code traceback}. */
final class DebugLibrary {
  private DebugLibrary() {}

  static Table create() {
    Table library = new Table();
    Library.add(library, "debug", "traceback", DebugLibrary::traceback);
    return library;
  }

  private static Varargs traceback(Execution execution, Varargs args) {
    int first = args.arg1() instanceof Coroutine ? 2 : 1;
    LuaValue message = args.arg(first);
    if (!message.isnil() && !message.isstring()) {
      return message;
    }
    int level = (int) Arguments.integer(args, first + 1, first == 2 ? 0 : 1);
    String text =
        first == 2
            ? execution.traceback((Coroutine) args.arg1(), level)
            : execution.traceback(level);
    LuaString traceback = execution.newString(text);
    return message.isnil()
        ? traceback
        : Operations.join(execution, Operations.text(message), LuaString.valueOf("\n"), traceback);
  }
}
