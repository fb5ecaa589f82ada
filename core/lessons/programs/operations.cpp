// What programs typically wait for, each alone and all together. All of it is real: a database in a file, sockets, child
// processes; the database, the web service and the echo take their time in loop time.
#include "core/lessons/programs/operations.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/io/blocking_stream.hpp"
#include "core/async/io/database.hpp"
#include "core/async/io/files.hpp"
#include "core/async/io/http.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/lessons/props/posts_service.hpp"
#include "core/async/io/process.hpp"
#include "core/async/sleep.hpp"
#include "core/async/io/stream.hpp"
#include "core/async/when_all.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::operations {

using namespace async;
using namespace std::chrono_literals;

// What the program finds when it begins; gone when it ends.
struct World {
    World() : folder(std::filesystem::temp_directory_path() / "loopscope-XXXXXX") {
        if (mkdtemp(folder.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), folder);
        // On a thread that is none of the run's, so that it is not part of the program.
        std::thread{[this] {
            async::blocking::Database posts{folder + "/posts.db"};
            posts.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, likes INTEGER)");
            posts.execute("INSERT INTO posts VALUES (1, 'Loops', 41)");
        }}.join();
    }
    ~World() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    std::string folder;
    PostsService web{PostsOptions{.latency = 200ms}};
    std::string api = web.base_url();
};

std::string one_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::string line;
    for (const char c : text) {
        if (c == '\n') line += ',';
        if (c != ' ' || (!line.empty() && line.back() != ' ')) line += c == '\n' ? ' ' : c;
    }
    return line;
}

namespace one_by_one {
// [sync database]
void database(const World& world) {
    blocking::Database posts{world.folder + "/posts.db"};  // ~open
    posts.execute("UPDATE posts SET likes = likes + 1");  // ~update
    for (const Row& row : posts.query(
             "SELECT title, likes, pause(0.2) FROM posts"))  // ~query
        print("{} has {} likes", text_of(row[0]), text_of(row[1]));
}
// [/sync database]

// [sync web API]
void web_api(const World& world) {
    BlockingHttpClient client;  // ~client
    const auto response = client.get(world.api + "1");  // ~get
    print("Post 1 has {} bytes", response.body.size());
}
// [/sync web API]

// [sync network]
void serve_echo(blocking::TcpServer& server) {
    auto stream = server.accept();  // ~accept
    const auto line = stream.read_line();  // ~hear
    block_for(200ms);  // ~delay
    stream.write(*line + "\n");  // ~reply
}

void network(const World&) {
    auto server = blocking::TcpServer::listen();  // ~listen
    Thread echo{"echo", [&] { serve_echo(server); }};  // ~serve
    auto stream = blocking::TcpStream::connect(
        "127.0.0.1", server.port());  // ~connect
    stream.write("Anybody there?\n");  // ~say
    print("Echo: {}", *stream.read_line());  // ~echo
}
// [/sync network]

// [sync subprocess]
void subprocess(const World&) {
    const auto counted = blocking::pipeline(
        "sort | uniq -c", "fig\npear\nfig\n");  // ~pipe
    print("Counted {}", one_line(counted.output));
}
// [/sync subprocess]

// [sync files]
void files(const World& world) {
    const std::string path = world.folder + "/notes.txt";
    blocking::write_file(path, "one\n");  // ~write
    blocking::append_file(path, "two\n");  // ~append
    const std::string text = blocking::read_file(path);  // ~read
    print("The notes have {} bytes", text.size());
}
// [/sync files]

// [sync all together]
void all_together(const World& world) {
    call("database", [&] { database(world); });  // ~database
    call("web_api", [&] { web_api(world); });  // ~web
    call("network", [&] { network(world); });  // ~network
    call("subprocess", [&] { subprocess(world); });  // ~subprocess
    call("files", [&] { files(world); });  // ~files
}
// [/sync all together]
}  // namespace one_by_one

namespace awaited {
// [async database]
Task<> database(const World& world) {
    auto posts = co_await Database::open(world.folder + "/posts.db");  // ~open
    co_await posts.execute("UPDATE posts SET likes = likes + 1");  // ~update
    const auto rows = co_await posts.query(
        "SELECT title, likes, pause(0.2) FROM posts");  // ~query
    for (const Row& row : rows)
        print("{} has {} likes", text_of(row[0]), text_of(row[1]));
}
// [/async database]

// [async web API]
Task<> web_api(const World& world) {
    HttpClient client;  // ~client
    const auto response = co_await client.get(world.api + "1");  // ~get
    print("Post 1 has {} bytes", response.body.size());
}
// [/async web API]

// [async network]
Task<> serve_echo(TcpServer server) {
    auto stream = co_await server.accept();  // ~accept
    const auto line = co_await stream.read_line();  // ~hear
    co_await sleep_for(200ms);  // ~delay
    co_await stream.write(*line + "\n");  // ~reply
}

Task<> network(const World&) {
    auto server = TcpServer::listen(0, "echo server");  // ~listen
    auto stream = co_await TcpStream::connect(
        "127.0.0.1", server.port(), "echo client");  // ~connect
    auto echo = spawn(serve_echo(server));  // ~serve
    co_await stream.write("Anybody there?\n");  // ~say
    const auto line = co_await stream.read_line();  // ~echo
    print("Echo: {}", *line);
    co_await echo;
}
// [/async network]

// [async subprocess]
Task<> subprocess(const World&) {
    const auto counted = co_await pipeline(
        "sort | uniq -c", "fig\npear\nfig\n");  // ~pipe
    print("Counted {}", one_line(counted.output));
}
// [/async subprocess]

// [async files]
Task<> files(const World& world) {
    const std::string path = world.folder + "/notes.txt";
    co_await write_file(path, "one\n");  // ~write
    co_await append_file(path, "two\n");  // ~append
    const std::string text = co_await read_file(path);  // ~read
    print("The notes have {} bytes", text.size());
}
// [/async files]

// [async all together]
Task<> all_together(const World& world) {
    std::vector<Task<>> all;
    all.push_back(database(world));  // ~database
    all.push_back(web_api(world));  // ~web
    all.push_back(network(world));  // ~network
    all.push_back(subprocess(world));  // ~subprocess
    all.push_back(files(world));  // ~files
    co_await when_all(std::move(all));  // ~all
}
// [/async all together]
}  // namespace awaited

void run(Mode mode, std::size_t operation) {
    const World world;
    if (mode == Mode::Sync) {
        constexpr const char* kNames[] = {"database", "web_api", "network", "subprocess", "files"};
        constexpr void (*kWays[])(const World&) = {one_by_one::database, one_by_one::web_api, one_by_one::network,
                                                   one_by_one::subprocess, one_by_one::files};
        if (operation < std::size(kWays)) {
            call(kNames[operation], [&] { kWays[operation](world); });
        } else {
            one_by_one::all_together(world);
        }
    } else {
        constexpr Task<> (*kWays[])(const World&) = {awaited::database,   awaited::web_api, awaited::network,
                                                     awaited::subprocess, awaited::files,   awaited::all_together};
        Loop{}.run(kWays[operation](world));
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

}  // namespace loopscope::lessons::operations

namespace loopscope::lessons {

Program operations_program() {
    Program program;
    program.name = "operations";
    program.about = "Database, web API, network, subprocess and files, each alone and all together";
    program.parameters = {choice("operation", "Operation",
                                 {"database", "web API", "network", "subprocess", "files", "all together"})};
    program.modes = {Mode::Sync, Mode::Async};
    program.initial_mode = Mode::Async;
    program.run = [](Mode mode, const Values& values) {
        operations::run(mode, static_cast<std::size_t>(values.at("operation")));
    };
    program.varied_by = "operation";
    return program;
}

}  // namespace loopscope::lessons
