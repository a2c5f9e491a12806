package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.vm.Table;

/**
 * Shares one table between scripts that share nothing else: a global that one of them sets, the
 * other does not see.
 */
public final class ShareATable {
  private ShareATable() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Table board = new Table();
    Environment environment = Environment.builder().share("board", board).build();

    Moonshift moonshift = Moonshift.create();
    ProcessSettings settings = moonshift.settings().withEnvironment(environment);
    moonshift.spawn(Script.compile("writer", "secret = 7; board.note = 'mind the gap'"), settings);
    LuaProcess reader =
        moonshift.spawn(Script.compile("reader", "print(board.note, secret)"), settings);
    moonshift.runUntilIdle();

    System.out.print(reader.output());
    System.out.println("the host reads: " + board.get("note"));
  }
}
