package dev.moonshift.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaString;

/** What the compiler says of sources that are not programs, and at which depth it gives up. */
class SyntaxErrorTest {
  static List<String> storedErrors() throws IOException {
    return Golden.text("errors.tsv").lines().toList();
  }

  @ParameterizedTest
  @MethodSource("storedErrors")
  void messagesAreThoseOfTheReference(String line) {
    String[] fields = line.split("\t", -1);
    assertThat(message(bytes(fields[0]), bytes(fields[1]))).isEqualTo(latin1(bytes(fields[2])));
  }

  @ParameterizedTest
  @MethodSource("storedErrors")
  void messagesDoNotDependOnTheSteps(String line) {
    String[] fields = line.split("\t", -1);
    byte[] source = bytes(fields[0]);
    Compilation compilation =
        new Compilation(LuaString.valueOf(bytes(fields[1])), string -> string);
    compilation.supply(source, source.length, true);
    String message = "accepted";
    try {
      while (!compilation.step(1)) {
        // goes on
      }
    } catch (SyntaxException e) {
      message = Tokens.text(e.luaMessage());
    }
    assertThat(message).isEqualTo(latin1(bytes(fields[2])));
  }

  @ParameterizedTest
  @MethodSource("storedErrors")
  void messagesDoNotDependOnThePiecesOfTheSource(String line) {
    String[] fields = line.split("\t", -1);
    for (int piece = 1; piece <= 7; piece++) {
      Compilation compilation =
          new Compilation(LuaString.valueOf(bytes(fields[1])), string -> string);
      String message = "accepted";
      try {
        Golden.supplyInPieces(compilation, bytes(fields[0]), piece);
      } catch (SyntaxException e) {
        message = Tokens.text(e.luaMessage());
      }
      assertThat(message).isEqualTo(latin1(bytes(fields[2])));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return |(|1|)||196|main function near '1'",
        "'' |'do '|''|'end '||198|main function near 'do'",
        "return |'function() return '|1|' end'||98|function at line 1 near 'return'",
        "return |{|''|}||197|main function near '{'",
        "return |a..|a|''||196|main function near 'a'",
        "return |'- '|a|''||196|main function near 'a'",
        "x=|f(|''|)||197|main function near 'f'",
        "x=|a[|1|]||196|main function near '1'",
        "return |1^|1|''||196|main function near '1'",
        "''|'a,'|a|''|' = 1'|197|main function near '='",
        "''|'if a then '|''|'end '||197|main function near 'a'",
        "''|'local function f() '|''|'end '||198|function at line 1 near 'local'"
      })
  void constructsNestAsDeepAsInTheReference(
      String start, String open, String middle, String close, String end, int deepest, String near)
      throws InterruptedException {
    String tail = end == null ? "" : end;
    String message = "t:1: too many C levels (limit is 200) in ";
    onSmallStack(
        () -> {
          assertThat(nested(start, open, middle, close, tail, deepest)).isEqualTo("accepted");
          assertThat(nested(start, open, middle, close, tail, deepest + 1))
              .isEqualTo(message + near);
          assertThat(nested(start, open, middle, close, tail, 20_000)).startsWith(message);
        });
  }

  private static String nested(
      String start, String open, String middle, String close, String end, int depth) {
    return message(start + " " + open.repeat(depth) + middle + close.repeat(depth) + end);
  }

  @Test
  void whatDoesNotNestCanBeLong() throws InterruptedException {
    onSmallStack(
        () -> {
          assertThat(message("x = {" + "1,".repeat(100_000) + "}")).isEqualTo("accepted");
          assertThat(message("if a then " + "elseif b then ".repeat(20_000) + "end"))
              .isEqualTo("accepted");
          assertThat(message("x = 1" + " + a".repeat(100_000))).isEqualTo("accepted");
          assertThat(message("x = a" + " and a".repeat(10_000))).isEqualTo("accepted");
          assertThat(message("x = a" + "()".repeat(100_000))).isEqualTo("accepted");
          assertThat(message("x = a" + ".b".repeat(100_000))).isEqualTo("accepted");
          assertThat(message("a = 1;;".repeat(100_000))).isEqualTo("accepted");
        });
  }

  @Test
  void variablesUpvaluesAndRegistersAreLimited() {
    StringBuilder locals = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      locals.append("local a").append(i).append("\n");
    }
    assertThat(message(locals.toString())).isEqualTo("accepted");
    assertThat(message(locals + "local b"))
        .isEqualTo("t:201: too many local variables (limit is 200) in main function near <eof>");
    StringBuilder uses = new StringBuilder(" function g() ");
    for (int i = 1; i <= 128; i++) {
      uses.append("a").append(i).append(" = b").append(i).append(" ");
    }
    String inner = locals.toString().replace("local a", "local b");
    assertThat(message(locals + "function f()\n" + inner + uses + " end end"))
        .isEqualTo("t:402: too many upvalues (limit is 255) in function at line 402 near 'end'");
    assertThat(message("return " + "a,".repeat(248) + "a")).isEqualTo("accepted");
    assertThat(message("return " + "a,".repeat(249) + "a"))
        .isEqualTo("t:1: function or expression too complex near <eof>");
  }

  @Test
  void aJumpCannotBeLongerThanItsOffset() {
    assertThat(message("while a do " + "b=c ".repeat(70_000) + "end"))
        .isEqualTo("t:1: control structure too long near 'end'");
  }

  @Test
  void theExceptionHasNoStackTrace() {
    assertThatThrownBy(() -> Golden.compile("x"))
        .isInstanceOf(SyntaxException.class)
        .hasMessage("t:1: syntax error near <eof>")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  private static String message(String source) {
    return message(bytes(source.replace("\n", "\\n")), bytes("=t"));
  }

  private static String message(byte[] source, byte[] chunkName) {
    try {
      Compilation.compile(source, LuaString.valueOf(chunkName), string -> string);
      return "accepted";
    } catch (SyntaxException e) {
      return Tokens.text(e.luaMessage());
    }
  }

  private static String latin1(byte[] bytes) {
    return Tokens.text(bytes, 0, bytes.length);
  }

  /** Reads the bytes that a text with escapes stands for. */
  private static byte[] bytes(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        c = escaped.charAt(++i);
        if (c == 'n') {
          c = '\n';
        } else if (c == 'x') {
          c = (char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16);
          i += 2;
        }
      }
      bytes.write(c);
    }
    return bytes.toByteArray();
  }

  private static void onSmallStack(Runnable work) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(null, work, "small stack", 256 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
  }
}
