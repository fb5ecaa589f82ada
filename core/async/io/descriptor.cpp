#include "core/async/io/descriptor.hpp"

#include "core/async/io/io_error.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace loopscope::async::detail {

PipeEnds make_pipe() {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw IoError(-errno, "pipe");
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

Descriptor make_memory_file(std::size_t most) {
    Descriptor file{memfd_create("loopscope", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (file.get() < 0 || ftruncate(file.get(), static_cast<off_t>(most)) != 0 ||
        fcntl(file.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0) {
        throw IoError(-errno, "a file in memory");
    }
    return file;
}

Descriptor make_memory_file_with(const std::string& text) {
    Descriptor file = make_memory_file(text.size());
    if (pwrite(file.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        throw IoError(-errno, "a file in memory");
    return file;
}

std::string text_of(const Descriptor& memory_file) {
    // Whoever got it writes through the same offset, which is therefore its length.
    const off_t end = lseek(memory_file.get(), 0, SEEK_CUR);
    if (end <= 0) return {};
    std::string text(static_cast<std::size_t>(end), '\0');
    const ssize_t got = pread(memory_file.get(), text.data(), text.size(), 0);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
}

}  // namespace loopscope::async::detail
