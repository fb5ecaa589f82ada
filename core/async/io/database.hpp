// A database in a file (SQLite), asked by a worker of the thread pool while the loop is free. Its errors are
// shown as they are.
#pragma once

#include "core/async/task.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace loopscope::async {

// what() is SQLite's own message with its code: "database is locked (SQLITE_BUSY)".
class DatabaseError : public std::runtime_error {
public:
    DatabaseError(const std::string& message, std::string code)
        : std::runtime_error(message + " (" + code + ")"), code_(std::move(code)) {}
    // "SQLITE_CONSTRAINT_UNIQUE"
    [[nodiscard]] const std::string& code() const { return code_; }

private:
    std::string code_;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;  // monostate: NULL
using Row = std::vector<Value>;
std::string text_of(const Value& value);

namespace detail {
class Connection;
struct SharedConnection;
}  // namespace detail

// One connection. Its statements run one after the other, in the order in which they were asked for; a
// database that another connection has locked is an error at once, not a wait. Beside SQLite's own functions
// SQL has pause(seconds), which takes so much of the run's time, as a busy server would. Copies share one
// connection, which closes with the last of them and its last statement.
class Database {
public:
    // Makes the file if there is none; ":memory:" needs none. Throws DatabaseError, as all others here.
    static Task<Database> open(std::string path, CallSite site = CallSite::here());

    // Runs one statement, its ? filled in order; gives how many rows it has changed.
    Task<int> execute(std::string sql, std::vector<Value> values = {}, CallSite site = CallSite::here());
    // All rows that it gives.
    Task<std::vector<Row>> query(std::string sql, std::vector<Value> values = {},
                                 CallSite site = CallSite::here());

private:
    explicit Database(std::shared_ptr<detail::SharedConnection> shared) : shared_(std::move(shared)) {}
    std::shared_ptr<detail::SharedConnection> shared_;
};

namespace blocking {

// The same, holding the thread. For one thread at a time.
class Database {
public:
    explicit Database(const std::string& path, CallSite site = CallSite::here());
    int execute(const std::string& sql, const std::vector<Value>& values = {},
                CallSite site = CallSite::here());
    std::vector<Row> query(const std::string& sql, const std::vector<Value>& values = {},
                           CallSite site = CallSite::here());

private:
    std::shared_ptr<detail::Connection> connection_;
};

}  // namespace blocking
}  // namespace loopscope::async
