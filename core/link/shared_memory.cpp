#include "core/link/shared_memory.hpp"

#include <cerrno>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace loopscope::link {
namespace {

constexpr const char* kWhat = "the memory that a program records into";

[[noreturn]] void fail(int number) {
    throw std::system_error(number, std::system_category(), kWhat);
}

// Of the process that forks.
struct {
    void* bytes = nullptr;
    int descriptor = -1;
} kept_from_forks;

void copy_instead() {
    mmap(kept_from_forks.bytes, kMemoryBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE,
         kept_from_forks.descriptor, 0);
}

}  // namespace

Descriptor make_memory() {
    Descriptor memory(memfd_create("loopscope", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (memory.get() < 0 || ftruncate(memory.get(), static_cast<off_t>(kMemoryBytes)) != 0 ||
        fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        fail(errno);
    }
    return memory;
}

SharedMemory::SharedMemory(int descriptor) {
    struct stat about {};
    if (fstat(descriptor, &about) != 0) fail(errno);
    const int seals = fcntl(descriptor, F_GET_SEALS);
    if (static_cast<std::size_t>(about.st_size) != kMemoryBytes || seals < 0 || (seals & F_SEAL_SHRINK) == 0)
        fail(EINVAL);
    void* const bytes = mmap(nullptr, kMemoryBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (bytes == MAP_FAILED) fail(errno);
    bytes_ = static_cast<char*>(bytes);
}

SharedMemory::~SharedMemory() {
    munmap(bytes_, kMemoryBytes);
}

trace::RingPlace SharedMemory::ring(std::size_t number) const {
    char* const at = bytes_ + ring_at(number);
    return {reinterpret_cast<trace::RingLine*>(at),
            reinterpret_cast<trace::Event*>(at + sizeof(trace::RingLine)),
            (std::uint64_t{1} << trace::ring_log2(number)) - 1};
}

void SharedMemory::keep_forks_out(int descriptor) const {
    const bool first = kept_from_forks.bytes == nullptr;
    kept_from_forks = {bytes_, descriptor};
    if (first) pthread_atfork(nullptr, nullptr, copy_instead);
}

}  // namespace loopscope::link
