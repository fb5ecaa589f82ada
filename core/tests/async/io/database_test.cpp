#include "core/async/io/database.hpp"

#include "core/async/blocking.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/io/folder.hpp"
#include "core/tests/async/io/left_behind.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

const std::string kMakeTable = "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT UNIQUE NOT NULL)";
const std::string kAdd = "INSERT INTO posts VALUES (?, ?)";

Row row(std::int64_t id, std::string title) {
    Row values;
    values.emplace_back(id);
    values.emplace_back(std::move(title));
    return values;
}

Task<Database> database_with_posts(std::string path) {
    Database posts = co_await Database::open(std::move(path));
    co_await posts.execute(kMakeTable);
    co_await posts.execute(kAdd, row(1, "first"));
    co_await posts.execute(kAdd, row(2, "it's the second"));
    co_return posts;
}

TEST(Database, RetrievesAndUpdates) {
    const NothingLeftBehind checked;
    const Folder folder;
    const auto run = record_main([&]() -> Task<> {
        Database posts = co_await database_with_posts(folder.file("posts.db"));
        std::vector<Value> id(1, std::int64_t{2});
        for (const Row& found : co_await posts.query("SELECT id, title FROM posts WHERE id = ?", id))
            print("{} {}", text_of(found[0]), text_of(found[1]));
        print("{}", co_await posts.execute("UPDATE posts SET title = title || '!'"));
        const auto all = co_await posts.query("SELECT title, NULL, 1.5, '' FROM posts ORDER BY id");
        print("{} {} {} '{}'", text_of(all[0][0]), text_of(all[0][1]), text_of(all[0][2]),
              text_of(all[0][3]));
        // Another connection sees what this one has written to the file.
        Database again = co_await Database::open(folder.file("posts.db"));
        print("{}", (co_await again.query("SELECT * FROM posts")).size());
    });

    EXPECT_EQ(run.output(), (Lines{"2 it's the second", "2", "first! NULL 1.5 ''", "2"}));
    const auto queued = run.of(Kind::WorkQueued);
    EXPECT_EQ(run.tables->string(static_cast<std::uint32_t>(queued[0].arg)), "open database");
    EXPECT_EQ(run.tables->string(static_cast<std::uint32_t>(queued[2].arg)), "INSERT");
}

TEST(Database, BlockingTwinHoldsTheThread) {
    const NothingLeftBehind checked;
    const Folder folder;
    const auto run = record([&] {
        blocking::Database posts{folder.file("posts.db")};
        posts.execute(kMakeTable);
        print("{}", posts.execute(kAdd, row(1, "first")));
        print("{}", text_of(posts.query("SELECT title, pause(2) FROM posts")[0][0]));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"1", "first", "at 2"}));
    EXPECT_GE(run.of(Kind::BlockBegin).size(), 4U);
}

TEST(Database, StatementsOfOneConnectionRunOneAfterTheOther) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        Database database = co_await Database::open(":memory:");
        std::vector<Task<std::vector<Row>>> three;
        for (int i = 0; i < 3; ++i) three.push_back(database.query("SELECT pause(1)"));
        co_await when_all(std::move(three));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"at 3"}));
}

TEST(Database, SeveralConnectionsRunAtOnce) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        std::vector<Task<>> three;
        for (int i = 0; i < 3; ++i) {
            three.push_back([]() -> Task<> {
                Database database = co_await Database::open(":memory:");
                co_await database.query("SELECT pause(1)");
            }());
        }
        co_await when_all(std::move(three));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"at 1"}));
}

TEST(Database, ErrorsAreThoseOfSqlite) {
    const NothingLeftBehind checked;
    const Folder folder;
    const auto run = record_main([&]() -> Task<> {
        Database posts = co_await database_with_posts(folder.file("posts.db"));
        const auto run_sql = [&](std::string sql, std::vector<Value> values = {}) {
            return tell([](Database in, std::string text, std::vector<Value> with) -> Task<> {
                co_await in.execute(text, with);
            }(posts, std::move(sql), std::move(values)));
        };
        co_await run_sql(kAdd, row(3, "first"));
        co_await run_sql(kAdd, row(1, "third"));
        co_await run_sql("INSERT INTO posts VALUES (4, NULL)");
        co_await run_sql("SELEKT");
        co_await run_sql("SELECT * FROM drafts");
        co_await run_sql("");
        co_await tell([]() -> Task<> { co_await Database::open("/no/such/folder/posts.db"); }());

        Database other = co_await Database::open(folder.file("posts.db"));
        co_await other.execute("BEGIN IMMEDIATE");
        co_await run_sql("DELETE FROM posts");
        co_await other.execute("COMMIT");
        co_await run_sql("DELETE FROM posts");
    });

    EXPECT_EQ(run.output(),
              (Lines{"UNIQUE constraint failed: posts.title (SQLITE_CONSTRAINT_UNIQUE)",
                     "UNIQUE constraint failed: posts.id (SQLITE_CONSTRAINT_PRIMARYKEY)",
                     "NOT NULL constraint failed: posts.title (SQLITE_CONSTRAINT_NOTNULL)",
                     "near \"SELEKT\": syntax error (SQLITE_ERROR)", "no such table: drafts (SQLITE_ERROR)",
                     "done", "unable to open database file (SQLITE_CANTOPEN)",
                     "database is locked (SQLITE_BUSY)", "done"}));
}

TEST(Database, WhatIsNoDatabaseSaysSo) {
    const auto run = record_main([]() -> Task<> {
        co_await tell([]() -> Task<> {
            Database wrong = co_await Database::open("/etc/passwd");
            co_await wrong.query("SELECT * FROM posts");
        }());
    });

    EXPECT_EQ(run.output(), (Lines{"file is not a database (SQLITE_NOTADB)"}));
}

TEST(Database, TimeoutLeavesTheStatementToEndBeforeTheNext) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        Database database = co_await Database::open(":memory:");
        co_await tell(
            [](Database in) -> Task<> { co_await with_timeout(in.query("SELECT pause(3)"), 1s); }(database));
        print("at {}", seconds(loop_time()));
        co_await database.query("SELECT 1");
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"timed out", "at 1", "at 3"}));
}

TEST(Database, StoppedAnywhereGivesEverythingBack) {
    const NothingLeftBehind checked;
    const Folder folder;

    EXPECT_GT(stop_at_every_beat([&]() -> Task<> {
                  Database database = co_await Database::open(folder.file("posts.db"));
                  auto first = spawn(database.query("SELECT pause(1)"));
                  co_await with_timeout(database.query("SELECT pause(1)"), 500ms);
              }),
              10);
}

}  // namespace
}  // namespace loopscope::async
