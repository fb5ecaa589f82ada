#include "app/bench/child.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace loopscope::bench {

namespace {

// Milliseconds.
constexpr int kPatience = 20'000;

std::string first_line(int descriptor) {
    std::string text;
    pollfd watched{descriptor, POLLIN, 0};
    while (text.find('\n') == std::string::npos && poll(&watched, 1, kPatience) > 0) {
        std::array<char, 64> part{};
        const ssize_t got = read(descriptor, part.data(), part.size());
        if (got <= 0) break;
        text.append(part.data(), static_cast<std::size_t>(got));
    }
    return text.substr(0, text.find('\n'));
}

}  // namespace

Child::Child(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
             bool read_line) {
    std::array<int, 2> ends{-1, -1};
    if (read_line && pipe2(ends.data(), O_CLOEXEC) != 0) return;
    std::vector<std::string> copies(arguments);
    std::vector<char*> words;
    for (std::string& word : copies) words.push_back(word.data());
    words.push_back(nullptr);

    pid_ = fork();
    if (pid_ == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDIN_FILENO);
        dup2(read_line ? ends[1] : nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
        execvp(words.front(), words.data());
        _exit(127);
    }
    if (!read_line) return;
    close(ends[1]);
    line_ = first_line(ends[0]);
    close(ends[0]);
}

Child::~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
}

bool Child::running() {
    if (pid_ <= 0) return false;
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == 0) return true;
    pid_ = -1;
    if (WIFEXITED(status)) exit_code_ = WEXITSTATUS(status);
    return false;
}

std::optional<int> Child::exit_code() {
    return running() ? std::nullopt : exit_code_;
}

double Child::processor_seconds() const {
    std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // The name, in brackets, may hold anything; user and system time are the 12th and 13th fields behind it.
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream rest(text.substr(name_end + 1));
    const std::vector<std::string> fields{std::istream_iterator<std::string>(rest), {}};
    if (fields.size() < 13) return 0;
    return (std::stod(fields[11]) + std::stod(fields[12])) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace loopscope::bench
