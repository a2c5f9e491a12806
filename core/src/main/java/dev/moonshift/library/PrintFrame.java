package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code print} at work: collects the texts of its arguments, asking {@code tostring} where it
 * must.
 */
final class PrintFrame extends NativeFrame {
  static final NativeFunction TOSTRING = NativeFunction.of("tostring", PrintFrame::toText);
  static final NativeFunction PRINT =
      NativeFunction.of(
          "print", (execution, args) -> new PrintFrame(execution, args).go(execution));

  private static final LuaString TOSTRING_NAME = LuaString.valueOf("tostring");

  private final Varargs args;
  private final LuaValue toString; // the global of that name, which a script may replace
  private final LuaString[] texts;
  private int done;

  private PrintFrame(Execution execution, Varargs args) {
    this.args = args;
    this.toString = execution.globals().raw(TOSTRING_NAME);
    this.texts = new LuaString[args.narg()];
  }

  /** {@code tostring(value)}. */
  private static Varargs toText(Execution execution, Varargs args) {
    LuaValue value = Arguments.any(args, 1);
    LuaValue handler = execution.metamethod(value, Metamethod.TOSTRING);
    return handler != null
        ? execution.tailCall(handler, value)
        : Operations.describe(execution, value);
  }

  private Varargs go(Execution execution) {
    while (done < texts.length) {
      LuaValue value = args.arg(done + 1);
      if (toString != TOSTRING || execution.metamethod(value, Metamethod.TOSTRING) != null) {
        return execution.call(this, toString, value);
      }
      texts[done++] = Operations.describe(execution, value);
    }
    write(execution);
    return LuaValue.NONE;
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    LuaValue text = results == null ? LuaValue.NIL : results.arg1();
    if (!(text instanceof LuaString || text instanceof LuaNumber)) {
      throw RaisedError.fromNative("'tostring' must return a string to 'print'");
    }
    texts[done++] = Operations.text(text);
    return go(execution);
  }

  private void write(Execution execution) {
    long length = Math.max(texts.length, 1);
    for (LuaString text : texts) {
      length += text.m_length;
    }
    byte[] line = execution.allocateBytes(length);
    int at = 0;
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        line[at++] = '\t';
      }
      LuaString text = texts[i];
      System.arraycopy(text.m_bytes, text.m_offset, line, at, text.m_length);
      at += text.m_length;
    }
    line[at++] = '\n';
    execution.write(line, 0, at);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(args);
    tracer.value(toString);
    tracer.values(Values.of(texts.clone()));
  }

  @Override
  public String name() {
    return "print";
  }
}
