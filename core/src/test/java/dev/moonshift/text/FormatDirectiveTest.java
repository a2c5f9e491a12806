package dev.moonshift.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatDirectiveTest {

  @Test
  void directivesWriteWhatReferenceLuaWrites() {
    List<String> wrong = new ArrayList<>();
    for (String[] line : GoldenFile.read("format-directive.txt")) {
      String written = write(line[0], line[1]);
      String expected = GoldenFile.text(GoldenFile.bytes(line[2]));
      if (!written.equals(expected)) {
        wrong.add(String.join(" | ", line) + ": " + written);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void numbersAreWrittenAndReadBackAsByReferenceLua() {
    String[] directives = {"%.14g", "%a", "%.3f", "%e", "%g", "%12.5g"};
    List<String> wrong = new ArrayList<>();
    for (String[] line : GoldenFile.read("number-directives.txt")) {
      for (int i = 0; i < directives.length; i++) {
        if (!write(directives[i], line[0]).equals(line[i + 1])) {
          wrong.add(directives[i] + " of " + line[0] + ": " + write(directives[i], line[0]));
        }
      }
      byte[] text = GoldenFile.latin(line[1]);
      double expected = GoldenFile.number(line[directives.length + 1]);
      double read = NumberParser.parse(text, 0, text.length);
      boolean isName = line[1].endsWith("inf"); // no number to tonumber
      if (isName ? !Double.isNaN(read) : Double.compare(read, expected) != 0) {
        wrong.add(line[1] + " is read as " + read);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aNanIsPaddedWithSpacesAndAlwaysNegative() {
    assertThat(write("%+08.2f", "NaN")).isEqualTo("    -nan");
    assertThat(write("%-6G", "NaN")).isEqualTo("-NAN  ");
    assertThat(write("%a", "NaN")).isEqualTo("-nan");
    assertThat(write("%d", "NaN")).isEqualTo("!not a number in proper range");
  }

  @Test
  void aDirectiveEndsAfterItsConversion() {
    byte[] format = GoldenFile.latin("a%-5.2sb");
    FormatDirective directive = FormatDirective.parse(format, 2, format.length);
    assertThat(directive.end()).isEqualTo(7);
    assertThat(directive.conversion()).isEqualTo('s');
    assertThat(directive.takesNumber()).isFalse();
    assertThatThrownBy(() -> FormatDirective.parse(format, 2, 6))
        .isInstanceOf(TextException.class)
        .hasMessage("invalid option '%\0' to 'format'");
  }

  @Test
  void quotingInPartsGivesTheSame() {
    byte[] string = GoldenFile.latin("a\0001\n\r\"\\\00022\1777\200");
    byte[] target = new byte[FormatDirective.MAX_QUOTED * string.length];
    int at = 0;
    for (int i = 0; i < string.length; i++) {
      at = FormatDirective.quote(string, i, i + 1, string.length, target, at);
    }
    byte[] whole = new byte[target.length];
    int end = FormatDirective.quote(string, 0, string.length, string.length, whole, 0);
    assertThat(at).isEqualTo(end);
    assertThat(target).isEqualTo(whole);
  }

  private static String write(String directiveText, String argument) {
    byte[] format = GoldenFile.latin(directiveText);
    try {
      FormatDirective directive = FormatDirective.parse(format, 1, format.length);
      if (argument.startsWith("=")) {
        byte[] string = GoldenFile.bytes(argument.substring(1));
        return directive.conversion() == 'q'
            ? quoted(string)
            : GoldenFile.text(directive.format(string, 0, string.length));
      }
      double number = GoldenFile.number(argument);
      String complaint = directive.complaintAbout(number);
      return complaint != null ? "!" + complaint : GoldenFile.text(directive.format(number));
    } catch (TextException e) {
      return "!" + e.getMessage();
    }
  }

  private static String quoted(byte[] string) {
    byte[] target = new byte[FormatDirective.MAX_QUOTED * string.length];
    int end = FormatDirective.quote(string, 0, string.length, string.length, target, 0);
    return '"' + GoldenFile.text(target).substring(0, end) + '"';
  }
}
