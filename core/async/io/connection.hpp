// A connection to SQLite that blocks. Only for core/async.
#pragma once

#include "core/async/io/database.hpp"

#include <exception>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_context;
struct sqlite3_stmt;
struct sqlite3_value;

namespace loopscope::async::detail {

// Any thread, one at a time. All throw DatabaseError.
class Connection {
public:
    explicit Connection(const std::string& path);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    struct Result {
        std::vector<Row> rows;
        int changed = 0;
    };
    Result run(const std::string& sql, const std::vector<Value>& values);

private:
    static void pause(sqlite3_context* context, int count, sqlite3_value** values);
    [[noreturn]] void fail(int code);

    sqlite3* handle_ = nullptr;
    std::exception_ptr thrown_;  // inside a function that SQL has called
};

}  // namespace loopscope::async::detail
