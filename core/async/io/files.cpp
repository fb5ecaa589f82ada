#include "core/async/io/files.hpp"

#include "core/async/io/blocking_call.hpp"
#include "core/async/io/descriptor.hpp"
#include "core/async/work.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace loopscope::async {
namespace {

using detail::Descriptor;

// A device may have no end.
constexpr std::size_t kMostRead = std::size_t{1} << 26U;

// A pipe without a partner does not hold us up, a terminal does not become ours, and no child gets it.
Descriptor open_file(const std::string& path, int flags) {
    Descriptor file{open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666)};
    if (file.get() < 0) throw IoError(-errno, path);
    return file;
}

std::string read_now(const std::string& path) {
    const Descriptor file = open_file(path, O_RDONLY);
    std::string text;
    std::array<char, 65536> part;
    for (;;) {
        const ssize_t count = ::read(file.get(), part.data(), part.size());
        if (count == 0) return text;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw IoError(-errno, path);
        text.append(part.data(), static_cast<std::size_t>(count));
        if (text.size() > kMostRead) throw IoError(-EFBIG, path);
    }
}

void write_now(const std::string& path, const std::string& text, int flags) {
    const Descriptor file = open_file(path, O_WRONLY | O_CREAT | flags);
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t count = write(file.get(), text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw IoError(-errno, path);
        done += static_cast<std::size_t>(count);
    }
}

std::string label(const char* what, const std::string& path) {
    return what + path.substr(path.find_last_of('/') + 1);
}

// The work is made before its await: g++ 12 destroys twice what a lambda inside an await holds.
Task<std::string> read_on_pool(std::string path, CallSite site) {
    const std::string name = label("read ", path);
    auto work = [path = std::move(path)] { return read_now(path); };
    co_return co_await run_on_pool(std::move(work), name, site);
}

Task<> write_on_pool(std::string path, std::string text, int flags, CallSite site) {
    const std::string name = label(flags == O_APPEND ? "append to " : "write ", path);
    auto work = [path = std::move(path), text = std::move(text), flags] { write_now(path, text, flags); };
    co_await run_on_pool(std::move(work), name, site);
}

}  // namespace

Task<std::string> read_file(std::string path, CallSite site) {
    return read_on_pool(std::move(path), site);
}

Task<> write_file(std::string path, std::string text, CallSite site) {
    return write_on_pool(std::move(path), std::move(text), O_TRUNC, site);
}

Task<> append_file(std::string path, std::string text, CallSite site) {
    return write_on_pool(std::move(path), std::move(text), O_APPEND, site);
}

std::string blocking::read_file(const std::string& path, CallSite site) {
    return detail::blocking_call(site, [&] { return read_now(path); });
}

void blocking::write_file(const std::string& path, const std::string& text, CallSite site) {
    detail::blocking_call(site, [&] { write_now(path, text, O_TRUNC); });
}

void blocking::append_file(const std::string& path, const std::string& text, CallSite site) {
    detail::blocking_call(site, [&] { write_now(path, text, O_APPEND); });
}

}  // namespace loopscope::async
