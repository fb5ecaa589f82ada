#include "core/remote/process.hpp"

#include "core/remote/wire.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace loopscope::remote {
namespace {

constexpr std::chrono::milliseconds kPatience{100}, kLook{1}, kLookForStop{50};
// Of a program that is run for what it writes.
constexpr std::size_t kMostWritten = 1U << 20;

void check(int failed, const std::string& what) {
    if (failed != 0) throw std::system_error(failed, std::system_category(), what);
}

// Closed when it goes, unless somebody takes it.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }
    int take() { return std::exchange(number_, -1); }

private:
    int number_;
};

struct SpawnOptions {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};

    SpawnOptions() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
        posix_spawnattr_setpgroup(&attributes, 0);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
    }
    ~SpawnOptions() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnOptions(const SpawnOptions&) = delete;
    SpawnOptions& operator=(const SpawnOptions&) = delete;
};

pid_t spawn(const std::vector<std::string>& argv, int socket, int output) {
    SpawnOptions options;
    posix_spawn_file_actions_addopen(&options.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&options.files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&options.files, output, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&options.files, socket, kSocket);
    std::vector<char*> words;
    for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    pid_t pid = 0;
    check(posix_spawn(&pid, argv.at(0).c_str(), &options.files, &options.attributes, words.data(), environ),
          argv[0]);
    return pid;
}

// dup2 onto its own number would leave the descriptor to be closed at exec.
int above_the_socket(int descriptor) {
    const Descriptor low(descriptor);
    const int high = fcntl(low.get(), F_DUPFD_CLOEXEC, kSocket + 1);
    check(high < 0 ? errno : 0, "a descriptor for a program");
    return high;
}

}  // namespace

Process::Process(const std::vector<std::string>& argv, std::size_t most_kept) : most_kept_(most_kept) {
    std::array<int, 2> pair{}, pipe{};
    check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0 ? errno : 0,
          "a socket for a program");
    Descriptor ours(pair[0]);
    const Descriptor theirs(above_the_socket(pair[1]));
    check(pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0 ? errno : 0, "a pipe for a program");
    Descriptor read_end(pipe[0]);
    const Descriptor write_end(above_the_socket(pipe[1]));
    pid_ = spawn(argv, theirs.get(), write_end.get());
    socket_ = ours.take();
    output_ = read_end.take();
}

Process::~Process() {
    finish();
    close(socket_);
    close(output_);
}

bool Process::read_output() {
    std::array<char, 4096> bytes{};
    const ssize_t count = read(output_, bytes.data(), bytes.size());
    if (count <= 0) return false;
    written_.append(bytes.data(), static_cast<std::size_t>(count));
    if (written_.size() > most_kept_) written_.erase(0, written_.size() - most_kept_);
    return true;
}

std::string Process::last_line() const {
    const std::size_t last = written_.find_last_not_of("\r\n \t");
    if (last == std::string::npos) return {};
    const std::size_t before = written_.find_last_of('\n', last);
    const std::size_t first = before == std::string::npos ? 0 : before + 1;
    return written_.substr(first, last + 1 - first);
}

std::string Process::finish() {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (pid_ != 0) {
        if (waitpid(pid_, &status_, WNOHANG) != 0) {
            kill(-pid_, SIGKILL);  // what it has started and left
            pid_ = 0;
        } else if (std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(kLook);
        } else {
            kill(-pid_, SIGKILL);
            waitpid(pid_, &status_, 0);
            pid_ = 0;
        }
    }
    if (WIFSIGNALED(status_))
        return fmt::format("signal {} ({})", WTERMSIG(status_), strsignal(WTERMSIG(status_)));
    if (WEXITSTATUS(status_) != 0) return fmt::format("exit code {}", WEXITSTATUS(status_));
    return {};
}

Ended run_to_end(const std::vector<std::string>& argv, std::chrono::seconds patience,
                 const std::atomic<bool>& stop) {
    Process process(argv, kMostWritten);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    bool open = true, late = false;
    while (open && !late && !stop) {
        pollfd fd{process.output(), POLLIN, 0};
        poll(&fd, 1, static_cast<int>(kLookForStop.count()));
        if (fd.revents != 0) open = process.read_output();
        late = std::chrono::steady_clock::now() > deadline;
    }
    std::string how = process.finish();
    if (late) how = fmt::format("it took longer than {} s", patience.count());
    return {std::move(how), process.written()};
}

}  // namespace loopscope::remote
