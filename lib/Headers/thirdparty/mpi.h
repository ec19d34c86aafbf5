//===- mpi.h - MPI, as far as names and shapes go ---------------------------===//
//
// Handles are pointers as in one of the implementations; code that depends on
// what they are is not portable MPI.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_MPI_H
#define ASCENDIFY_MPI_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
#define __ASCENDIFY_HANDLE(N) typedef struct __ascendify_mpi_##N *MPI_##N; extern MPI_##N __ascendify_mpi_a_##N;
__ASCENDIFY_HANDLE(Comm) __ASCENDIFY_HANDLE(Datatype) __ASCENDIFY_HANDLE(Op) __ASCENDIFY_HANDLE(Request)
__ASCENDIFY_HANDLE(Group) __ASCENDIFY_HANDLE(Info) __ASCENDIFY_HANDLE(Win) __ASCENDIFY_HANDLE(File)
#undef __ASCENDIFY_HANDLE
typedef struct { int MPI_SOURCE, MPI_TAG, MPI_ERROR; } MPI_Status;
typedef ptrdiff_t MPI_Aint; typedef long long MPI_Offset;
#define MPI_COMM_WORLD __ascendify_mpi_a_Comm
#define MPI_COMM_SELF __ascendify_mpi_a_Comm
#define MPI_COMM_NULL ((MPI_Comm)0)
#define MPI_DATATYPE_NULL ((MPI_Datatype)0)
#define MPI_REQUEST_NULL ((MPI_Request)0)
#define MPI_INFO_NULL ((MPI_Info)0)
#define MPI_BYTE __ascendify_mpi_a_Datatype
#define MPI_CHAR __ascendify_mpi_a_Datatype
#define MPI_UNSIGNED_CHAR __ascendify_mpi_a_Datatype
#define MPI_SHORT __ascendify_mpi_a_Datatype
#define MPI_INT __ascendify_mpi_a_Datatype
#define MPI_UNSIGNED __ascendify_mpi_a_Datatype
#define MPI_LONG __ascendify_mpi_a_Datatype
#define MPI_UNSIGNED_LONG __ascendify_mpi_a_Datatype
#define MPI_LONG_LONG __ascendify_mpi_a_Datatype
#define MPI_UNSIGNED_LONG_LONG __ascendify_mpi_a_Datatype
#define MPI_INT64_T __ascendify_mpi_a_Datatype
#define MPI_UINT64_T __ascendify_mpi_a_Datatype
#define MPI_FLOAT __ascendify_mpi_a_Datatype
#define MPI_DOUBLE __ascendify_mpi_a_Datatype
#define MPI_DOUBLE_INT __ascendify_mpi_a_Datatype
#define MPI_C_BOOL __ascendify_mpi_a_Datatype
#define MPI_SUM __ascendify_mpi_a_Op
#define MPI_MAX __ascendify_mpi_a_Op
#define MPI_MIN __ascendify_mpi_a_Op
#define MPI_PROD __ascendify_mpi_a_Op
#define MPI_LAND __ascendify_mpi_a_Op
#define MPI_LOR __ascendify_mpi_a_Op
#define MPI_BAND __ascendify_mpi_a_Op
#define MPI_BOR __ascendify_mpi_a_Op
#define MPI_IN_PLACE ((void *)1)
#define MPI_STATUS_IGNORE ((MPI_Status *)1)
#define MPI_STATUSES_IGNORE ((MPI_Status *)1)
enum { MPI_SUCCESS = 0, MPI_ANY_SOURCE = -1, MPI_ANY_TAG = -1, MPI_PROC_NULL = -2, MPI_MAX_ERROR_STRING = 256,
       MPI_MAX_PROCESSOR_NAME = 256, MPI_THREAD_SINGLE = 0, MPI_THREAD_FUNNELED, MPI_THREAD_SERIALIZED, MPI_THREAD_MULTIPLE,
       MPI_COMM_TYPE_SHARED = 1, MPI_UNDEFINED = -32766, MPI_MODE_CREATE = 1, MPI_MODE_WRONLY = 4, MPI_MODE_RDONLY = 2 };
int MPI_Init(int *, char ***); int MPI_Init_thread(int *, char ***, int, int *); int MPI_Initialized(int *); int MPI_Finalize(void); int MPI_Finalized(int *); int MPI_Abort(MPI_Comm, int);
int MPI_Comm_rank(MPI_Comm, int *); int MPI_Comm_size(MPI_Comm, int *); int MPI_Comm_split(MPI_Comm, int, int, MPI_Comm *); int MPI_Comm_split_type(MPI_Comm, int, int, MPI_Info, MPI_Comm *); int MPI_Comm_dup(MPI_Comm, MPI_Comm *); int MPI_Comm_free(MPI_Comm *);
int MPI_Send(const void *, int, MPI_Datatype, int, int, MPI_Comm); int MPI_Recv(void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Status *); int MPI_Isend(const void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *); int MPI_Irecv(void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Request *);
int MPI_Sendrecv(const void *, int, MPI_Datatype, int, int, void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Status *); int MPI_Wait(MPI_Request *, MPI_Status *); int MPI_Waitall(int, MPI_Request *, MPI_Status *); int MPI_Test(MPI_Request *, int *, MPI_Status *);
int MPI_Barrier(MPI_Comm); int MPI_Bcast(void *, int, MPI_Datatype, int, MPI_Comm); int MPI_Reduce(const void *, void *, int, MPI_Datatype, MPI_Op, int, MPI_Comm); int MPI_Allreduce(const void *, void *, int, MPI_Datatype, MPI_Op, MPI_Comm);
int MPI_Gather(const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int, MPI_Comm); int MPI_Gatherv(const void *, int, MPI_Datatype, void *, const int *, const int *, MPI_Datatype, int, MPI_Comm); int MPI_Allgather(const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm); int MPI_Allgatherv(const void *, int, MPI_Datatype, void *, const int *, const int *, MPI_Datatype, MPI_Comm);
int MPI_Scatter(const void *, int, MPI_Datatype, void *, int, MPI_Datatype, int, MPI_Comm); int MPI_Scatterv(const void *, const int *, const int *, MPI_Datatype, void *, int, MPI_Datatype, int, MPI_Comm); int MPI_Alltoall(const void *, int, MPI_Datatype, void *, int, MPI_Datatype, MPI_Comm); int MPI_Alltoallv(const void *, const int *, const int *, MPI_Datatype, void *, const int *, const int *, MPI_Datatype, MPI_Comm);
int MPI_Error_string(int, char *, int *); int MPI_Get_processor_name(char *, int *); double MPI_Wtime(void); int MPI_Type_contiguous(int, MPI_Datatype, MPI_Datatype *); int MPI_Type_commit(MPI_Datatype *); int MPI_Type_free(MPI_Datatype *); int MPI_Get_count(const MPI_Status *, MPI_Datatype, int *); int MPI_Type_size(MPI_Datatype, int *);
#ifdef __cplusplus
}
#endif
#endif
